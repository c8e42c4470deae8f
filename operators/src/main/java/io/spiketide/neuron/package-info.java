/**
 * Neuron models: equations in the discrete form that is computed.
 *
 * <pre>
 * NeuronModel (name, parameters, receptors, variables) ──compile(settings)──► Dynamics
 *                                  input[receptor][neuron] ──► step ──► Spikes
 *                                  state[variable][neuron] ◄──┘
 * </pre>
 *
 * <p>A new model is one class here and one line in {@link NeuronModels}. Must not import kernels,
 * engines, or anything that stores or moves state.
 */
@NullMarked
package io.spiketide.neuron;

import org.jspecify.annotations.NullMarked;
