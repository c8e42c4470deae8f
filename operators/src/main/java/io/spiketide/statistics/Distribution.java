package io.spiketide.statistics;

import java.util.Arrays;

/**
 * Numbers that were measured for several neurons or pairs, ascending; figures of it do not depend
 * on the order in which they were measured. Immutable. Figures of none are NaN.
 */
public final class Distribution {
  private final double[] sorted;

  private Distribution(double[] sorted) {
    this.sorted = sorted;
  }

  /** A distribution of these numbers, none of which is NaN. */
  public static Distribution of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    if (sorted.length > 0 && Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("a distribution has no room for NaN");
    }
    return new Distribution(sorted);
  }

  /** How many numbers there are. */
  public int size() {
    return sorted.length;
  }

  public boolean isEmpty() {
    return sorted.length == 0;
  }

  public double mean() {
    double sum = 0;
    for (double value : sorted) {
      sum += value;
    }
    return sum / sorted.length;
  }

  /** Standard deviation of the numbers themselves: divided by their number, not by one less. */
  public double deviation() {
    double mean = mean();
    double sum = 0;
    for (double value : sorted) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / sorted.length);
  }

  public double min() {
    return quantile(0);
  }

  public double max() {
    return quantile(1);
  }

  /**
   * The number below which a fraction of the numbers lies, linear between neighbours.
   *
   * @param fraction 0 to 1
   */
  public double quantile(double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException("fraction " + fraction + " is outside 0..1");
    }
    if (isEmpty()) {
      return Double.NaN;
    }
    double place = fraction * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * How many numbers lie in each of some intervals of equal width from {@code low} to {@code high};
   * a number on a border belongs to the upper interval, {@code high} itself to the last.
   *
   * @param high above {@code low}
   */
  public int[] counts(double low, double high, int intervals) {
    if (!(high > low) || intervals < 1) {
      throw new IllegalArgumentException(
          intervals + " intervals from " + low + " to " + high + " are none");
    }
    int[] counts = new int[intervals];
    for (double value : sorted) {
      if (value >= low && value <= high) {
        counts[(int) Math.min(intervals - 1, (value - low) / (high - low) * intervals)]++;
      }
    }
    return counts;
  }
}
