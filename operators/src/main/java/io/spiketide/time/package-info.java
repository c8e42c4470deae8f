/**
 * Integral time: ticks of a whole number of µs. No floating-point time, no wall clock.
 *
 * <pre>
 * event time (µs) ──floor(t / tick)──► tick (long)
 * </pre>
 *
 * <p>Imports nothing of this project.
 */
@NullMarked
package io.spiketide.time;

import org.jspecify.annotations.NullMarked;
