package io.spiketide.statistics;

import java.util.Arrays;

/**
 * Rates and intervals of the neurons of a population, from spikes as they come: 32 bytes a neuron,
 * however long the stretch. Single-threaded.
 *
 * <p>A spike that stands for several counts as several in the rate, and as one end of intervals.
 * Intervals lie between spikes of the stretch, so they end within it. Per neuron with intervals I_1
 * … I_n, whose sum is the last spike less the first,
 *
 * <pre>
 *   CV = sqrt(Σ I² / n - (Σ I / n)²) / (Σ I / n)
 * </pre>
 *
 * <p>Source: W. R. Softky, C. Koch, The highly irregular firing of cortical cells is inconsistent
 * with temporal integration of random EPSPs, Journal of Neuroscience 13, 1993; the deviation
 * divided by n, as in cv of Elephant, the toolkit that NEST's users take, and the mean over
 * neurons.
 */
final class TrainCounts {
  private static final long NEVER = Long.MIN_VALUE;

  private final Stretch stretch;
  private final long[] spikes;
  private final int[] fired;
  private final long[] first;
  private final long[] last;
  private final double[] squares;
  private long total;

  TrainCounts(int neurons, Stretch stretch) {
    this.stretch = stretch;
    spikes = new long[neurons];
    fired = new int[neurons];
    first = new long[neurons];
    last = new long[neurons];
    squares = new double[neurons];
    Arrays.fill(last, NEVER);
  }

  /**
   * Adds a spike of the stretch.
   *
   * @throws IllegalArgumentException if the neuron has fired at that tick or later
   */
  void add(int neuron, long tick, long count) {
    long before = last[neuron];
    if (before == NEVER) {
      first[neuron] = tick;
    } else {
      if (tick <= before) {
        throw new IllegalArgumentException(
            "neuron " + neuron + " fires at tick " + tick + " after it fired at tick " + before);
      }
      double interval = tick - before;
      squares[neuron] += interval * interval;
    }
    last[neuron] = tick;
    fired[neuron]++;
    spikes[neuron] += count;
    total += count;
  }

  /** Spikes of all neurons. */
  long total() {
    return total;
  }

  /** Spikes per s of each neuron, silent ones too. */
  Distribution rates() {
    double seconds = stretch.seconds();
    return Distribution.of(Arrays.stream(spikes).mapToDouble(n -> n / seconds).toArray());
  }

  /**
   * The CV of each neuron that has so many intervals.
   *
   * @param minIntervals at least 1
   */
  Distribution variation(int minIntervals) {
    double[] variation = new double[spikes.length];
    int measured = 0;
    for (int neuron = 0; neuron < spikes.length; neuron++) {
      int intervals = fired[neuron] - 1;
      if (intervals >= minIntervals) {
        double mean = (double) (last[neuron] - first[neuron]) / intervals;
        double variance = squares[neuron] / intervals - mean * mean;
        variation[measured++] = Math.sqrt(Math.max(0, variance)) / mean;
      }
    }
    return Distribution.of(Arrays.copyOf(variation, measured));
  }
}
