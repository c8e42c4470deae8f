package io.spiketide.random;

import java.util.Arrays;

/**
 * Exact draws from a Poisson distribution: the count is a function of the counter alone. Immutable.
 *
 * <p>Means up to {@value #INVERSION_LIMIT} are drawn by inversion: the smallest k whose cumulative
 * probability is above a uniform number. Of that number the first 16 bits are given; only where
 * they do not decide, once in some thousands, the next 53 are drawn. Larger means are drawn by
 * transformed rejection from pairs of uniform numbers. Source of the latter: W. Hörmann, The
 * transformed rejection method for generating Poisson random variables, Insurance: Mathematics and
 * Economics 12, 1993 (algorithm PTRS).
 */
public final class PoissonDraw {
  /** Largest mean; counts stay far below the precision of a double. */
  public static final double MAX_MEAN = 1e9;

  /**
   * Rejection is proved for means of 10 and more; inversion takes about as many steps as the mean.
   */
  private static final double INVERSION_LIMIT = 64;

  /** More terms than any mean under the limit has above the resolution of a uniform number. */
  private static final int MAX_TERMS = 256;

  /** log k! for small k; Stirling's series takes over where its error is below rounding. */
  private static final double[] LOG_FACTORIAL = new double[32];

  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  static {
    for (int k = 2; k < LOG_FACTORIAL.length; k++) {
      LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + StrictMath.log(k);
    }
  }

  /** Sections of [0, 1); most of them have one count. */
  private static final int SECTIONS = 4096;

  private static final int TO_SECTION = 4;
  private static final double HALVES = 0x1.0p16;

  private final double mean;

  /**
   * Cumulative probabilities of 0, 1, … times 2^16; empty for a mean that is drawn by rejection.
   */
  private final double[] cumulative;

  /** The count of each section, or -1 where a cumulative probability lies in it. */
  private final byte[] only;

  private PoissonDraw(double mean, double[] cumulative) {
    this.mean = mean;
    this.cumulative = cumulative;
    only = new byte[SECTIONS];
    int width = 1 << TO_SECTION;
    for (int section = 0; section < SECTIONS; section++) {
      int k = first(section * width);
      boolean same = k == first(section * width + width);
      only[section] = (byte) (same && cumulative.length > 0 && k <= Byte.MAX_VALUE ? k : -1);
    }
  }

  /** The smallest k whose cumulative probability is above a number. */
  private int first(double number) {
    int k = 0;
    while (k < cumulative.length && cumulative[k] <= number) {
      k++;
    }
    return k;
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
   * @param half 16 random bits of this counter; what a small mean is drawn from
   */
  public int count(char half, CounterRandom random, long tick, int index) {
    int k = only[half >>> TO_SECTION];
    return k >= 0 ? k : search(half, random, tick, index);
  }

  /**
   * The counts at many counters, if the sections alone decide all of them.
   *
   * @param halves the random bits of each
   * @param n their number, small enough that the counts add up to an int
   * @param into receives the counts, undefined if not all are decided
   * @param at where the first one goes
   * @return the sum of the counts in the upper 32 bits, and how many are not 0 in the lower ones;
   *     -1 if {@link #count} must be asked
   */
  public long many(char[] halves, int n, double[] into, int at) {
    byte[] sections = only;
    int undecided = 0;
    int sum = 0;
    int firing = 0;
    for (int i = 0; i < n; i++) {
      int k = sections[halves[i] >>> TO_SECTION];
      into[at + i] = k;
      undecided |= k;
      sum += k;
      firing -= -k >> Integer.SIZE - 1;
    }
    return undecided < 0 ? -1 : (long) sum << Integer.SIZE | firing;
  }

  private int search(char half, CounterRandom random, long tick, int index) {
    if (mean > INVERSION_LIMIT) {
      return (int) byRejection(mean, random, tick, index);
    }
    int k = first(half);
    boolean decides = k == first(half + 1);
    return decides ? k : first(half + random.uniform(tick, index, 0));
  }

  /**
   * The count at a counter for any mean from 0 to {@link #MAX_MEAN}; the same as of(mean) gives.
   *
   * @param half 16 random bits of this counter
   */
  public static int count(double mean, char half, CounterRandom random, long tick, int index) {
    check(mean);
    if (mean > INVERSION_LIMIT) {
      return (int) byRejection(mean, random, tick, index);
    }
    double exact = half;
    boolean decided = false;
    double probability = StrictMath.exp(-mean);
    double sum = probability;
    int k = 0;
    while (true) {
      double scaled = sum * HALVES;
      if (!decided && scaled > half && scaled <= half + 1) {
        exact = half + random.uniform(tick, index, 0);
        decided = true;
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
        return Arrays.stream(sums, 0, k).map(sum -> sum * HALVES).toArray();
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
