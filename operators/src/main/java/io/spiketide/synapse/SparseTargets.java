package io.spiketide.synapse;

import org.jspecify.annotations.Nullable;

/**
 * The targets and weights of sparse synapses, one after the other; filled once and not changed
 * thereafter.
 *
 * @param targets neuron of each synapse
 * @param sharedWeight weight of all synapses where {@code weights} is null
 * @param weights of the synapses, or null
 */
record SparseTargets(Targets targets, float sharedWeight, float @Nullable [] weights) {

  int size() {
    return targets.size();
  }

  double weight(int synapse) {
    return weights == null ? sharedWeight : weights[synapse];
  }

  /** Adds count x weight of the synapses {@code from} to {@code to} (exclusive), in order. */
  void add(int from, int to, double count, double[] sums) {
    if (weights == null) {
      targets.add(from, to, sharedWeight * count, sums);
    } else if (count == 1) {
      targets.add(from, to, weights, sums);
    } else {
      targets.add(from, to, weights, count, sums);
    }
  }

  /**
   * Adds count x weight of the synapses to the slots of their delays, in order.
   *
   * @param ticks of each synapse above the smallest delay, unsigned
   * @param later sums by ticks above the smallest delay
   */
  void add(int from, int to, byte[] ticks, double count, double[][] later) {
    if (weights == null) {
      targets.add(from, to, ticks, sharedWeight * count, later);
    } else {
      targets.add(from, to, ticks, weights, count, later);
    }
  }

  long bytes() {
    return targets.bytes() + (weights == null ? 0 : (long) Float.BYTES * weights.length);
  }
}
