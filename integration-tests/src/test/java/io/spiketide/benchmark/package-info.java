/**
 * Figures: how fast the kernel and the whole path are, each beside what limits it, in one run.
 *
 * <p>Nothing here asserts a time. The README names the command of each.
 */
@NullMarked
package io.spiketide.benchmark;

import org.jspecify.annotations.NullMarked;
