/**
 * Synapses: the compiled form of a projection, from spikes of a source to input of a target.
 *
 * <pre>
 * Projection (connectivity, weights, delays) ──SynapseCompiler──► Synapses
 *                                  Spikes of tick t - minDelay ──► deliver ──► ring[slot][target]
 * </pre>
 *
 * <p>A new kind of connectivity is a record in {@code network.Connectivity}, a class here and a case
 * in the compiler, which the Java compiler asks for. Must not import kernels or engines.
 */
@NullMarked
package io.spiketide.synapse;

import org.jspecify.annotations.NullMarked;
