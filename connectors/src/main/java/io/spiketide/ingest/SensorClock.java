package io.spiketide.ingest;

import org.jspecify.annotations.Nullable;

/**
 * The clock of one sensor: makes its wrapped time stamps one line of µs and notices when it steps.
 * Single-threaded.
 *
 * <p>A stamp of n bits stands for the time nearest to the one that is expected: the latest one,
 * plus the time that was spent listening without hearing anything. What comes after a pause of the
 * listener is not taken for silence of the sensor: it may have waited in a buffer.
 */
final class SensorClock {
  /** The year 2255: no sensor's time is later. */
  static final long LAST = 1L << 53;

  private final ClockRules rules;

  private boolean started;
  private long latest;
  private long latestHeard;
  private long latestListened;
  private @Nullable String step;

  SensorClock(ClockRules rules) {
    this.rules = rules;
  }

  /**
   * The time of a stamp, in µs without wraps.
   *
   * <p>After a step, {@link #step} says what it was, and the stamp begins a new line.
   *
   * @param heard when it came, in µs of a clock of this host that never steps
   * @param listened the same less the time during which nobody listened
   */
  long time(long stamp, long heard, long listened) {
    step = null;
    if (isOutOfRange(stamp)) {
      step = "time stamp " + stamp + " is none of " + rules.stampBits() + " bits";
      return latest;
    }
    if (started) {
      long elapsed = Math.max(0, heard - latestHeard);
      long time = unwrap(stamp, latest + Math.max(0, listened - latestListened));
      if (time < latest - rules.maxBackMicros()) {
        step = "time stamp " + stamp + " runs back by " + seconds(latest - time);
      } else if (time - latest > elapsed + rules.maxAheadMicros()) {
        step =
            "time stamp "
                + stamp
                + " is "
                + seconds(time - latest)
                + " ahead, "
                + seconds(elapsed)
                + " after the one before";
      } else if (time <= latest) {
        return time;
      }
      latest = step == null ? time : stamp;
    } else {
      latest = stamp;
      started = true;
    }
    latestHeard = heard;
    latestListened = listened;
    return latest;
  }

  /** What the last stamp did that no clock may do, in words; null for nothing. */
  @Nullable String step() {
    return step;
  }

  private boolean isOutOfRange(long stamp) {
    return rules.stampBits() == Long.SIZE
        ? stamp < 0 || stamp > LAST
        : stamp >>> rules.stampBits() != 0;
  }

  private long unwrap(long stamp, long expected) {
    if (rules.stampBits() == Long.SIZE) {
      return stamp;
    }
    int unused = Long.SIZE - rules.stampBits();
    return expected + (((stamp - expected) << unused) >> unused);
  }

  private static String seconds(long micros) {
    return micros / 1_000 / 1e3 + " s";
  }
}
