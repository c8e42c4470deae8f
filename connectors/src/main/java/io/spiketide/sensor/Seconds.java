package io.spiketide.sensor;

/** Times that files give in seconds, as floating-point numbers. */
final class Seconds {
  private static final double MICROS = 1e6;

  /** 285,000 years: what fits 64 bits of µs. */
  private static final double MOST = 9e12;

  /** A millionth of a µs: a decimal number of µs is not cut to the one below for its rounding. */
  private static final double ROUNDING = 1e-6;

  private Seconds() {}

  /** Whether this is a time that can be told in µs. */
  static boolean isTime(double seconds) {
    return Math.abs(seconds) < MOST;
  }

  /** Whole µs, cut off downwards. */
  static long toMicros(double seconds) {
    return (long) Math.floor(seconds * MICROS + ROUNDING);
  }
}
