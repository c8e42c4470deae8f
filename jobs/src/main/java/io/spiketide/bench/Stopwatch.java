package io.spiketide.bench;

import java.util.Arrays;

/**
 * Times workloads by the clock on the wall: rounds of a fixed length, taken in turn where there are
 * several workloads, the fastest round of each. The fastest is the one that was disturbed least.
 */
final class Stopwatch {
  private final long roundNanos;
  private final int rounds;

  private Stopwatch(long roundNanos, int rounds) {
    this.roundNanos = roundNanos;
    this.rounds = rounds;
  }

  /**
   * A stopwatch that gives each workload about four seconds.
   *
   * @param quick a sixth of that, enough to see the order of magnitude
   */
  static Stopwatch of(boolean quick) {
    return quick ? new Stopwatch(100_000_000L, 6) : new Stopwatch(300_000_000L, 12);
  }

  /** Units per second of each workload; the first half of the rounds warms up. */
  double[] unitsPerSecond(Workload... workloads) {
    double[] best = new double[workloads.length];
    for (int round = 0; round < rounds; round++) {
      if (round == rounds / 2) {
        Arrays.fill(best, 0);
      }
      for (int w = 0; w < workloads.length; w++) {
        best[w] = Math.max(best[w], round(workloads[w]));
      }
    }
    return best;
  }

  private double round(Workload workload) {
    long start = System.nanoTime();
    long now;
    double units = 0;
    do {
      workload.run();
      units += workload.units();
      now = System.nanoTime();
    } while (now - start < roundNanos);
    return units / (now - start) * 1e9;
  }
}
