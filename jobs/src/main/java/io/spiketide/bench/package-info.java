/**
 * Figures: how fast the kernel, the state and the whole path are on this machine, each beside what
 * limits it, in one run.
 *
 * <pre>
 * Sections: KernelFigures, PipelineFigures, … ──► Figure {what, value, ceiling} ──► FigureTable
 * </pre>
 *
 * <p>A new section is a class that gives a list of {@link io.spiketide.bench.Figure} and one line
 * in {@link io.spiketide.bench.Sections}; the command {@code spiketide bench}, its help and its
 * checks follow. Nothing here asserts a time.
 */
@NullMarked
package io.spiketide.bench;

import org.jspecify.annotations.NullMarked;
