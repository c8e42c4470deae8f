package io.spiketide.weights;

import java.util.Arrays;

/**
 * The weights of one projection of one instance at one tick.
 *
 * @param snapshot name of the snapshot, or where they come from
 * @param tick tick before which they were so
 * @param tickMicros length of a tick in µs
 * @param sources source neuron of each weight; empty where synapses share weights
 * @param targets target neuron of each weight; empty in the same case
 * @param weights by source, then target; kernels of convolutions {@code [out][in][height][width]}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by differenceTo alone
public record WeightSet(
    String instance,
    String projection,
    String snapshot,
    long tick,
    int tickMicros,
    int[] sources,
    int[] targets,
    double[] weights) {

  /** Where weights lie. */
  public record Spread(int count, double min, double mean, double max) {}

  /** Smallest, mean and largest weight. */
  public Spread spread() {
    double min = Arrays.stream(weights).min().orElse(0);
    double max = Arrays.stream(weights).max().orElse(0);
    return new Spread(weights.length, min, Arrays.stream(weights).average().orElse(0), max);
  }

  /**
   * How two sets differ.
   *
   * @param changed number of weights that differ
   * @param mean of all differences
   * @param meanSize of the sizes of all differences
   * @param largest size of a difference
   */
  public record Difference(int changed, double mean, double meanSize, double largest) {}

  /**
   * The other weights less these.
   *
   * @throws IllegalArgumentException if they are not as many
   */
  public Difference differenceTo(WeightSet other) {
    if (other.weights.length != weights.length) {
      throw new IllegalArgumentException(
          "%s has %d weights and %s has %d; compare weights of one projection"
              .formatted(snapshot, weights.length, other.snapshot, other.weights.length));
    }
    int changed = 0;
    double sum = 0;
    double sizes = 0;
    double largest = 0;
    for (int k = 0; k < weights.length; k++) {
      double difference = other.weights[k] - weights[k];
      changed += difference != 0 ? 1 : 0;
      sum += difference;
      sizes += Math.abs(difference);
      largest = Math.max(largest, Math.abs(difference));
    }
    int n = Math.max(1, weights.length);
    return new Difference(changed, sum / n, sizes / n, largest);
  }
}
