/** Whether the benchmarks measure what they say; how fast anything is, is not asserted. */
@NullMarked
package io.spiketide.bench;

import org.jspecify.annotations.NullMarked;
