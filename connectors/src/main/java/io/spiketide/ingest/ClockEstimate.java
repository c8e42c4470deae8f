package io.spiketide.ingest;

import java.util.Arrays;

/**
 * How the clock of a sensor lies to the clock of this host: offset and drift, from when events
 * came. Single-threaded.
 *
 * <p>An event comes some time after it happened, never before, so only the quickest one of each
 * second counts; a line through those of the last {@value #SECONDS} seconds gives offset and drift
 * (least squares).
 */
final class ClockEstimate {
  private static final int SECONDS = 64;
  private static final long SECOND = 1_000_000;

  /** Fewer seconds than this say nothing about drift. */
  private static final int FEWEST = 3;

  private final long[] heard = new long[SECONDS];
  private final long[] behind = new long[SECONDS];
  private int size;
  private int next;

  // The second that is not over yet.
  private boolean saw;
  private long nowHeard;
  private long nowBehind;

  /**
   * An event has come.
   *
   * @param time of the sensor in µs, without wraps
   * @param at when, in µs of this host; never runs back
   */
  void saw(long time, long at) {
    long late = at - time;
    boolean sameSecond = saw && Math.floorDiv(nowHeard, SECOND) == Math.floorDiv(at, SECOND);
    if (saw && !sameSecond) {
      heard[next] = nowHeard;
      behind[next] = nowBehind;
      next = (next + 1) % SECONDS;
      size = Math.min(SECONDS, size + 1);
    }
    if (!sameSecond || late < nowBehind) {
      nowHeard = at;
      nowBehind = late;
    }
    saw = true;
  }

  /** Forgets everything: the clock has been set. */
  void forget() {
    size = 0;
    next = 0;
    saw = false;
  }

  boolean isEmpty() {
    return !saw;
  }

  /** The least that was seen of host time less sensor time in µs, in the last seconds. */
  long leastBehind() {
    return Math.min(nowBehind, Arrays.stream(behind, 0, size).min().orElse(Long.MAX_VALUE));
  }

  /** Host time less sensor time in µs, by the line at its last second; 0 before any. */
  long offsetMicros() {
    return size == 0 ? (saw ? nowBehind : 0) : Math.round(line()[0]);
  }

  /**
   * How much faster than this host's clock the sensor's runs, in millionths; not a number while too
   * little has been seen.
   */
  double driftPpm() {
    return size < FEWEST ? Double.NaN : -line()[1] * 1e6;
  }

  /** Value at the newest whole second, and slope. */
  private double[] line() {
    int newest = Math.floorMod(next - 1, SECONDS);
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < size; i++) {
      meanX += (double) (heard[i] - heard[newest]) / size;
      meanY += (double) (behind[i] - behind[newest]) / size;
    }
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < size; i++) {
      double x = heard[i] - heard[newest] - meanX;
      xx += x * x;
      xy += x * (behind[i] - behind[newest] - meanY);
    }
    double slope = xx == 0 ? 0 : xy / xx;
    return new double[] {behind[newest] + meanY - slope * meanX, slope};
  }
}
