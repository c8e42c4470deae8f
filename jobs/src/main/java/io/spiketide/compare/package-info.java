/**
 * Compares the spikes of a network with those that another simulator recorded, so that what is
 * deployed is what was trained.
 *
 * <pre>
 * expected.csv ──ExpectedSpikes.read──┐
 * recordings ───RecordedSamples.open──┼──SpikeComparison──► ComparisonReport: equal, or where not
 * Network ────────────────────────────┘   (the kernel, one fresh instance per sample)
 * </pre>
 *
 * <p>A new form of expected file is a case of {@link io.spiketide.compare.ExpectedSpikes}. Must not
 * import Flink, Kafka or Avro.
 */
@NullMarked
package io.spiketide.compare;

import org.jspecify.annotations.NullMarked;
