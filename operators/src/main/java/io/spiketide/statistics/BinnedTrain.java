package io.spiketide.statistics;

import java.util.Arrays;

/** The spike counts of one neuron in bins, of which only those with spikes are stored. */
final class BinnedTrain {
  private final int neuron;
  private final long rank;
  private int[] bins = new int[16];
  private long[] counts = new long[16];
  private int size;

  /**
   * @param rank decides which neurons are looked at
   */
  BinnedTrain(int neuron, long rank) {
    this.neuron = neuron;
    this.rank = rank;
  }

  int neuron() {
    return neuron;
  }

  long rank() {
    return rank;
  }

  /**
   * Adds to a bin.
   *
   * @param bin not below the last one
   */
  void add(int bin, long count) {
    if (size > 0 && bins[size - 1] == bin) {
      counts[size - 1] += count;
      return;
    }
    if (size == bins.length) {
      bins = Arrays.copyOf(bins, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    bins[size] = bin;
    counts[size++] = count;
  }

  /** n² times the covariance with another train over n bins: exact while it fits a double. */
  double covariance(BinnedTrain other, int n) {
    double products = 0;
    int j = 0;
    for (int i = 0; i < size; i++) {
      while (j < other.size && other.bins[j] < bins[i]) {
        j++;
      }
      if (j < other.size && other.bins[j] == bins[i]) {
        products += (double) counts[i] * other.counts[j];
      }
    }
    return n * products - total() * other.total();
  }

  private double total() {
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += counts[i];
    }
    return total;
  }
}
