/**
 * Synapses: the compiled form of a projection, from spikes of a source to input of a target.
 *
 * <pre>
 * Projection (connectivity, weights, delays) ──SynapseCompiler──► Synapses
 *                                  Spikes of tick t - minDelay ──► deliver ──► ring[slot][target]
 * </pre>
 *
 * <p>Dense projections keep rows of weights, sparse ones compressed rows, convolutions their
 * kernels alone. Random connectivity is a {@code Wiring} that is drawn again rather than stored.
 *
 * <p>A new kind of connectivity is a record in {@code network.Connectivity}, a class here and a
 * case in {@link SynapseCompiler}; {@code SynapsesTest} fails until it has samples. Must not import
 * kernels or engines.
 */
@NullMarked
package io.spiketide.synapse;

import org.jspecify.annotations.NullMarked;
