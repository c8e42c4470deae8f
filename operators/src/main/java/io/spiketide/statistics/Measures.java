package io.spiketide.statistics;

/**
 * What is measured how.
 *
 * @param minIntervals intervals that a neuron needs for its CV to be taken, at least 1; few make
 *     the CV small
 * @param binTicks width in ticks of the bins whose counts are correlated, at least 1
 * @param sample neurons whose counts are correlated with each other, 0 for no correlation
 */
public record Measures(int minIntervals, long binTicks, int sample) {
  /** 4,950 pairs. */
  public static final int DEFAULT_SAMPLE = 100;

  /** An estimate of the CV from fewer intervals is mostly noise. */
  public static final int DEFAULT_MIN_INTERVALS = 10;

  private static final double DEFAULT_BIN_MICROS = 5_000;

  /** Ticks of a bin of about 5 ms, the default. */
  public static long defaultBinTicks(long tickMicros) {
    return Math.max(1, Math.round(DEFAULT_BIN_MICROS / tickMicros));
  }

  public Measures {
    if (minIntervals < 1 || binTicks < 1 || sample < 0) {
      throw new IllegalArgumentException(
          "minIntervals "
              + minIntervals
              + " and binTicks "
              + binTicks
              + " must be at least 1, sample "
              + sample
              + " at least 0");
    }
  }
}
