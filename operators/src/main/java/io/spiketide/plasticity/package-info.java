/**
 * Learning rules: how weights change with the spikes that pass.
 *
 * <pre>
 * description ──LearningRules.get──► LearningRule ──compile(LearningSettings)──► Plasticity
 *
 * a tick of a learning projection: spikes are delivered ─► arrived ─► neurons fire ─► fired ─► tick
 *                                  ─► signal;  at the end of an episode: episodeEnded
 * </pre>
 *
 * <p>A compiled rule is immutable; all that it remembers is in the {@link
 * io.spiketide.plasticity.LearningState} that it is given: weights and variables per source neuron,
 * per target neuron and per synapse, which are part of the state of the key that runs the target
 * neurons. A new rule is one file and one line in {@link io.spiketide.plasticity.LearningRules}.
 *
 * <p>Knows nothing of kernels and engines.
 */
@NullMarked
package io.spiketide.plasticity;

import org.jspecify.annotations.NullMarked;
