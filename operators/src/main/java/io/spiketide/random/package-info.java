/**
 * Counter-based random numbers: a number is a function of where it is used, never of what was drawn
 * before.
 *
 * <pre>
 * (seed, purpose, component, instance) ─► key ─┐
 * (tick, index, draw) ───────────────► counter ┴─► Philox4x32-10 ─► bits ─► uniform, normal, Poisson
 * network.Values {constant, listed, uniform, normal, lognormal} ──Draws──► numbers
 * </pre>
 *
 * <p>A new use gets a {@link Purpose}; a new distribution is a record in {@code network.Values} and
 * a case in {@link Draws}. Imports nothing of this project but {@code network.Values}.
 */
@NullMarked
package io.spiketide.random;

import org.jspecify.annotations.NullMarked;
