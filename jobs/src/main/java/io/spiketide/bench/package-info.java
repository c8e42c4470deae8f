/**
 * Figures: how fast the kernel, the state and the whole path are on this machine, each beside what
 * limits it, in one run.
 *
 * <pre>
 * KernelFigures, PipelineFigures, … ──► Figure {what, value, ceiling} ──► spiketide bench, one table
 * </pre>
 *
 * <p>A new figure is a class that gives a list of {@link io.spiketide.bench.Figure} and one line in
 * the command. Nothing here asserts a time.
 */
@NullMarked
package io.spiketide.bench;

import org.jspecify.annotations.NullMarked;
