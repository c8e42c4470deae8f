/**
 * Counter-based random numbers: a number is a function of where it is used, never of what was drawn
 * before.
 *
 * <pre>
 * (seed, purpose, component, instance) ─► key ─┐
 * (tick, index, draw) ───────────────► counter ┴─► Philox4x32-10 ─► bits ─► uniform, normal, Poisson
 * </pre>
 *
 * <p>A new use gets a {@link Purpose}. Imports nothing of this project.
 */
@NullMarked
package io.spiketide.random;

import org.jspecify.annotations.NullMarked;
