/**
 * From plan to Flink job: one method per operator, no decisions left.
 *
 * <pre>
 * JobPlan + SpiketideOptions ──NetworkJob──► source ─► stage ─► sinks
 * SpiketideJob: the main class for {@code flink run}, application mode and {@code spiketide submit}
 * </pre>
 *
 * <p>A new option of operation goes into {@link SpiketideOptions}, and so into the reference table.
 */
@NullMarked
package io.spiketide.job;

import org.jspecify.annotations.NullMarked;
