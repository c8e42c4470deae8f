package io.spiketide.bench;

import java.util.Arrays;

/** What several rounds gave. */
record Samples(double[] values) {

  double median() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double smallest() {
    return Arrays.stream(values).min().orElseThrow();
  }

  double largest() {
    return Arrays.stream(values).max().orElseThrow();
  }
}
