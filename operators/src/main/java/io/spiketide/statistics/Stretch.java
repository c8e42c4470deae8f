package io.spiketide.statistics;

/**
 * The stretch of time over which spikes are counted.
 *
 * @param start first tick
 * @param end first tick after it, above {@code start}
 * @param tickMicros length of a tick in µs, at least 1
 */
public record Stretch(long start, long end, long tickMicros) {
  private static final double SECONDS_PER_MICRO = 1e-6;

  public Stretch {
    if (end <= start) {
      throw new IllegalArgumentException(
          "the stretch from tick " + start + " to tick " + end + " is empty");
    }
    if (tickMicros < 1) {
      throw new IllegalArgumentException("a tick of " + tickMicros + " µs is not above 0");
    }
  }

  /** Whether a tick lies in it. */
  public boolean contains(long tick) {
    return tick >= start && tick < end;
  }

  /** Its length in ticks. */
  public long ticks() {
    return end - start;
  }

  /** Its length in s of event time. */
  public double seconds() {
    return ticks() * (tickMicros * SECONDS_PER_MICRO);
  }
}
