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
record SparseTargets(int[] targets, float sharedWeight, float @Nullable [] weights) {

  int size() {
    return targets.length;
  }

  double weight(int synapse) {
    return weights == null ? sharedWeight : weights[synapse];
  }

  /** Adds count x weight of the synapses {@code from} to {@code to} (exclusive), in order. */
  void add(int from, int to, double count, double[] sums) {
    if (weights == null) {
      addShared(from, to, sharedWeight * count, sums);
    } else if (count == 1) {
      addOnce(from, to, weights, sums);
    } else {
      addCounted(from, to, weights, count, sums);
    }
  }

  private void addShared(int from, int to, double amount, double[] sums) {
    for (int k = from; k < to; k++) {
      sums[targets[k]] += amount;
    }
  }

  private void addOnce(int from, int to, float[] each, double[] sums) {
    for (int k = from; k < to; k++) {
      sums[targets[k]] += each[k];
    }
  }

  private void addCounted(int from, int to, float[] each, double count, double[] sums) {
    for (int k = from; k < to; k++) {
      sums[targets[k]] += each[k] * count;
    }
  }

  long bytes() {
    return 4L * (targets.length + (weights == null ? 0 : weights.length));
  }
}
