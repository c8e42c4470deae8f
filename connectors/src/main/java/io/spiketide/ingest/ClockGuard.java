package io.spiketide.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a source out while its clock cannot be trusted: from a step on until the clock has been
 * without one for a while. Single-threaded.
 */
final class ClockGuard {
  /** Stands for a stamp that is not let in. */
  static final long REFUSED = Long.MIN_VALUE;

  private final ClockRules rules;
  private final SensorClock clock;

  private boolean quarantined;
  private long steadySince;
  private long quarantines;
  private String lastStep = "";
  private @Nullable String news;

  ClockGuard(ClockRules rules) {
    this.rules = rules;
    clock = new SensorClock(rules);
  }

  /**
   * The time of a stamp in µs without wraps, or {@link #REFUSED}; parameters as in {@link
   * SensorClock#time}.
   */
  long admit(long stamp, long heard, long listened) {
    long time = clock.time(stamp, heard, listened);
    String step = clock.step();
    if (step != null) {
      steadySince = heard;
      lastStep = step;
      if (!quarantined) {
        quarantined = true;
        quarantines++;
        news = step;
      }
      return REFUSED;
    }
    if (quarantined && heard - steadySince >= rules.steadyMicros()) {
      quarantined = false;
    }
    return quarantined ? REFUSED : time;
  }

  boolean isQuarantined() {
    return quarantined;
  }

  /** How often the source was kept out. */
  long quarantines() {
    return quarantines;
  }

  /** The last step, in words; empty before the first. */
  String lastStep() {
    return lastStep;
  }

  /** Why the source has been kept out since this was asked last; null if it has not. */
  @Nullable String takeNews() {
    String taken = news;
    news = null;
    return taken;
  }
}
