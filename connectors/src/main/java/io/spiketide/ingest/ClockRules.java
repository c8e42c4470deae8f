package io.spiketide.ingest;

/**
 * What is declared of the clock of a live sensor.
 *
 * @param stampBits bits after which its time stamps start again from 0; 64 for never
 * @param maxBackMicros a stamp may be this much (µs) earlier than the latest one
 * @param maxAheadMicros a stamp may be this much (µs) further ahead of the latest one than time has
 *     passed since that came
 * @param steadyMicros after a step the source is heard again when its clock has been without one
 *     for so long (µs)
 */
public record ClockRules(
    int stampBits, long maxBackMicros, long maxAheadMicros, long steadyMicros) {
  private static final int SHORTEST_STAMP = 16;

  public ClockRules {
    if (stampBits != Long.SIZE && (stampBits < SHORTEST_STAMP || stampBits >= Long.SIZE - 1)) {
      throw new IllegalArgumentException(
          "time stamps of " + stampBits + " bits; use 16 to 62, or 64 for stamps without a wrap");
    }
    if (maxBackMicros < 0 || maxAheadMicros < 0 || steadyMicros < 0) {
      throw new IllegalArgumentException("a bound on the clock is below 0");
    }
    if (stampBits < Long.SIZE && maxBackMicros >= 1L << (stampBits - 1)) {
      throw new IllegalArgumentException(
          "a step back of "
              + maxBackMicros
              + " µs cannot be told from a wrap of "
              + stampBits
              + " bits; allow less than "
              + (1L << (stampBits - 1))
              + " µs");
    }
  }

  /** A second back, ten seconds ahead, heard again after five steady seconds. */
  public static ClockRules of(int stampBits) {
    return new ClockRules(stampBits, 1_000_000, 10_000_000, 5_000_000);
  }

  public ClockRules withStampBits(int bits) {
    return new ClockRules(bits, maxBackMicros, maxAheadMicros, steadyMicros);
  }
}
