package io.spiketide.random;

import java.util.Arrays;

/**
 * Exact draws from a Poisson distribution: the count is a function of the counter alone. Immutable.
 *
 * <p>Means up to {@value #INVERSION_LIMIT} are drawn by inversion: the smallest k whose cumulative
 * probability is above a uniform number. Of that number the first 32 bits are given; only where
 * they do not decide, once in some hundred millions, the next 53 are drawn. Larger means are drawn
 * by transformed rejection from pairs of uniform numbers. Source of the latter: W. Hörmann, The
 * transformed rejection method for generating Poisson random variables, Insurance: Mathematics and
 * Economics 12, 1993 (algorithm PTRS).
 */
public final class PoissonDraw {
  /** Largest mean; counts stay far below the precision of a double. */
  public static final double MAX_MEAN = 1e9;

  /**
   * Rejection is proved for means of 10 and more; inversion takes about as many steps as the mean.
   */
  private static final double INVERSION_LIMIT = 16;

  /** More terms than any mean under the limit has above the resolution of a uniform number. */
  private static final int MAX_TERMS = 128;

  /** log k! for small k; Stirling's series takes over where its error is below rounding. */
  private static final double[] LOG_FACTORIAL = new double[32];

  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  static {
    for (int k = 2; k < LOG_FACTORIAL.length; k++) {
      LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + StrictMath.log(k);
    }
  }

  /** Sections of [0, 1), for each of which the search begins where it may end. */
  private static final int SECTIONS = 256;

  private static final int TO_SECTION = 24;
  private static final double WORDS = 0x1.0p32;
  private static final long MASK = 0xFFFFFFFFL;

  private final double mean;

  /**
   * Cumulative probabilities of 0, 1, … times 2^32; empty for a mean that is drawn by rejection.
   */
  private final double[] cumulative;

  /** Their whole parts. */
  private final long[] whole;

  /** The lowest count of each section. */
  private final byte[] lowest;

  private PoissonDraw(double mean, double[] cumulative) {
    this.mean = mean;
    this.cumulative = cumulative;
    whole = new long[cumulative.length];
    for (int k = 0; k < whole.length; k++) {
      whole[k] = (long) cumulative[k];
    }
    lowest = new byte[SECTIONS];
    for (int section = 0; section < SECTIONS; section++) {
      int k = 0;
      while (k < whole.length && whole[k] < (long) section << TO_SECTION) {
        k++;
      }
      lowest[section] = (byte) k;
    }
  }

  /**
   * Draws with a fixed mean, with the probabilities worked out beforehand.
   *
   * @param mean from 0 to {@link #MAX_MEAN}
   */
  public static PoissonDraw of(double mean) {
    check(mean);
    return new PoissonDraw(mean, mean > INVERSION_LIMIT ? new double[0] : cumulative(mean));
  }

  /**
   * The count at a counter.
   *
   * @param word 32 random bits of this counter; what a small mean is drawn from
   */
  public long count(int word, CounterRandom random, long tick, int index) {
    if (mean > INVERSION_LIMIT) {
      return byRejection(mean, random, tick, index);
    }
    long u = word & MASK;
    int k = lowest[word >>> TO_SECTION];
    while (k < whole.length && whole[k] < u) {
      k++;
    }
    return k == whole.length || whole[k] > u ? k : undecided(u, k, random, tick, index);
  }

  /** The count where the first bits are those of the cumulative probability of k. */
  private long undecided(long u, int k, CounterRandom random, long tick, int index) {
    double exact = u + random.uniform(tick, index, 0);
    int count = k;
    while (count < cumulative.length && cumulative[count] <= exact) {
      count++;
    }
    return count;
  }

  /**
   * The count at a counter for any mean from 0 to {@link #MAX_MEAN}; the same as of(mean) gives.
   *
   * @param word 32 random bits of this counter
   */
  public static long count(double mean, int word, CounterRandom random, long tick, int index) {
    check(mean);
    if (mean > INVERSION_LIMIT) {
      return byRejection(mean, random, tick, index);
    }
    long u = word & MASK;
    double exact = u;
    double probability = StrictMath.exp(-mean);
    double sum = probability;
    int k = 0;
    while (true) {
      double scaled = sum * WORDS;
      if ((long) scaled == u && exact == u) {
        exact = u + random.uniform(tick, index, 0);
      }
      if (scaled > exact) {
        return k;
      }
      k++;
      probability *= mean / k;
      double next = sum + probability;
      if (next == sum && k > mean) {
        return k;
      }
      sum = next;
    }
  }

  private static double[] cumulative(double mean) {
    double[] sums = new double[MAX_TERMS];
    double probability = StrictMath.exp(-mean);
    sums[0] = probability;
    int k = 0;
    while (true) {
      k++;
      probability *= mean / k;
      sums[k] = sums[k - 1] + probability;
      if (sums[k] == sums[k - 1] && k > mean) {
        return Arrays.stream(sums, 0, k).map(sum -> sum * WORDS).toArray();
      }
    }
  }

  private static long byRejection(double mean, CounterRandom random, long tick, int index) {
    double b = 0.931 + 2.53 * StrictMath.sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    double squeeze = 0.9277 - 3.6224 / (b - 2);
    double logMean = StrictMath.log(mean);
    for (int attempt = 0; ; attempt++) {
      double u = random.uniform(tick, index, 2 * attempt) - 0.5;
      double v = 1 - random.uniform(tick, index, 2 * attempt + 1);
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= squeeze) {
        return (long) k;
      }
      if (k < 0 || us < 0.013 && v > us) {
        continue;
      }
      double logRatio = StrictMath.log(v * inverseAlpha / (a / (us * us) + b));
      if (logRatio <= k * logMean - mean - logFactorial(k)) {
        return (long) k;
      }
    }
  }

  private static double logFactorial(double k) {
    if (k < LOG_FACTORIAL.length) {
      return LOG_FACTORIAL[(int) k];
    }
    double square = k * k;
    return (k + 0.5) * StrictMath.log(k)
        - k
        + HALF_LOG_TWO_PI
        + (1.0 / 12 - (1.0 / 360 - 1.0 / (1260 * square)) / square) / k;
  }

  private static void check(double mean) {
    if (!(mean >= 0 && mean <= MAX_MEAN)) {
      throw new IllegalArgumentException("mean " + mean + " is outside 0.." + MAX_MEAN);
    }
  }
}
