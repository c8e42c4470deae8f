package io.spiketide.synapse;

import io.spiketide.network.Range;
import org.jspecify.annotations.Nullable;

/**
 * Lays a wiring out in rows. Two passes over the wiring, the first to count and the second to fill,
 * take no memory but that of the result.
 */
final class SparseRowsBuilder {
  private final Wiring wiring;
  private final Range range;
  private final SynapseValues values;
  private final int[] starts;

  private SparseRowsBuilder(Wiring wiring, int sources, Range range, SynapseValues values) {
    this.wiring = wiring;
    this.range = range;
    this.values = values;
    this.starts = new int[sources + 1];
  }

  /**
   * @param range the targets; the first of them has index 0 in the rows
   */
  static Synapses build(Wiring wiring, int sources, Range range, SynapseValues values) {
    SparseRowsBuilder builder = new SparseRowsBuilder(wiring, sources, range, values);
    builder.count();
    return builder.fill();
  }

  private void count() {
    long[] synapses = {0};
    wiring.forEach(
        range,
        (source, target, place) -> {
          starts[source + 1]++;
          synapses[0]++;
        });
    SynapseEstimate.requireIndexable((double) synapses[0]);
    for (int source = 0; source < starts.length - 1; source++) {
      starts[source + 1] += starts[source];
    }
  }

  private Synapses fill() {
    int synapses = starts[starts.length - 1];
    Targets targets = Targets.of(synapses, range.size());
    float sharedWeight = values.weightIsShared() ? values.weight(0) : 0;
    float @Nullable [] weights = values.weightIsShared() ? null : new float[synapses];
    DelayTable delays = new DelayTable(values.minDelay(), values.maxDelay(), synapses);
    int[] next = starts.clone();
    wiring.forEach(
        range,
        (source, target, place) -> {
          int k = next[source]++;
          targets.set(k, target - range.from());
          if (weights != null) {
            weights[k] = values.weight(place);
          }
          if (!delays.isShared()) {
            delays.set(k, values.delay(place));
          }
        });
    SparseTargets rows = new SparseTargets(targets, sharedWeight, weights);
    return SegmentedRows.pay(starts.length - 1, synapses, delays.min(), delays.max())
        ? SegmentedRows.of(starts, rows, delays)
        : new SparseRows(starts, rows, delays);
  }
}
