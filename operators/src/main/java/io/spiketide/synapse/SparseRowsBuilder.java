package io.spiketide.synapse;

import org.jspecify.annotations.Nullable;

/**
 * Lays a wiring out in rows. Two passes over the wiring, the first to count and the second to fill,
 * take no memory but that of the result.
 */
final class SparseRowsBuilder {
  private final Wiring wiring;
  private final int neurons;
  private final SynapseValues values;
  private final int[] starts;
  private int minDelay = Integer.MAX_VALUE;
  private int maxDelay;

  private SparseRowsBuilder(Wiring wiring, int sources, int neurons, SynapseValues values) {
    this.wiring = wiring;
    this.neurons = neurons;
    this.values = values;
    this.starts = new int[sources + 1];
  }

  /**
   * @param neurons number of targets
   */
  static Synapses build(Wiring wiring, int sources, int neurons, SynapseValues values) {
    SparseRowsBuilder builder = new SparseRowsBuilder(wiring, sources, neurons, values);
    builder.count();
    return builder.fill();
  }

  private void count() {
    long[] synapses = {0};
    wiring.forEach(
        (source, target, place) -> {
          starts[source + 1]++;
          synapses[0]++;
          if (!values.delayIsShared()) {
            int delay = values.delay(place);
            minDelay = Math.min(minDelay, delay);
            maxDelay = Math.max(maxDelay, delay);
          }
        });
    SynapseEstimate.requireIndexable((double) synapses[0]);
    for (int source = 0; source < starts.length - 1; source++) {
      starts[source + 1] += starts[source];
    }
    if (values.delayIsShared() || synapses[0] == 0) {
      minDelay = values.delayIsShared() ? values.delay(0) : 0;
      maxDelay = minDelay;
    }
  }

  private Synapses fill() {
    int synapses = starts[starts.length - 1];
    Targets targets = Targets.of(synapses, neurons);
    float sharedWeight = values.weightIsShared() ? values.weight(0) : 0;
    float @Nullable [] weights = values.weightIsShared() ? null : new float[synapses];
    DelayTable delays = new DelayTable(minDelay, maxDelay, synapses);
    int[] next = starts.clone();
    wiring.forEach(
        (source, target, place) -> {
          int k = next[source]++;
          targets.set(k, target);
          if (weights != null) {
            weights[k] = values.weight(place);
          }
          if (!delays.isShared()) {
            delays.set(k, values.delay(place));
          }
        });
    SparseTargets rows = new SparseTargets(targets, sharedWeight, weights);
    return SegmentedRows.pay(starts.length - 1, synapses, minDelay, maxDelay)
        ? SegmentedRows.of(starts, rows, delays)
        : new SparseRows(starts, rows, delays);
  }
}
