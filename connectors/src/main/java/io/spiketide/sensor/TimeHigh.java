package io.spiketide.sensor;

/** The upper part of a time stamp that is sent apart and wraps around. Single-threaded. */
final class TimeHigh {
  /** What events before the first upper part are counted as. */
  static final String UNTIMED = "events before the first time stamp";

  private final int bits;
  private final int lowBits;
  private long epoch;
  private long high = -1;

  /**
   * @param bits how many bits the upper part has
   * @param lowBits how many are below it
   */
  TimeHigh(int bits, int lowBits) {
    this.bits = bits;
    this.lowBits = lowBits;
  }

  /** The time in µs of a lower part of 0; negative before the first upper part. */
  long base() {
    return high < 0 ? Long.MIN_VALUE : (epoch << bits | high) << lowBits;
  }

  /**
   * Takes the next upper part. One that falls by more than half of its range has wrapped.
   *
   * @return the new base
   */
  long next(int value) {
    if (high - value > 1L << (bits - 1)) {
      epoch++;
    }
    high = value;
    return base();
  }
}
