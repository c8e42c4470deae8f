/**
 * Readouts: from the spikes or state of a population to values per class and a winner.
 *
 * <pre>
 * Readout (name, parameters) ──compile(settings)──► Reading
 *               Spikes, state variable ──► observe ──► state ──► answer ──► values, winner
 * </pre>
 *
 * <p>A new readout is one class here and one line in {@link Readouts}. Must not import kernels or
 * engines.
 */
@NullMarked
package io.spiketide.readout;

import org.jspecify.annotations.NullMarked;
