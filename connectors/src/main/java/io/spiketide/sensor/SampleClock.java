package io.spiketide.sensor;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Times of samples that were taken at a fixed rate, in whole µs cut off downwards, without rounding
 * errors.
 */
final class SampleClock {
  private static final long MICROS = 1_000_000;

  /** A sample takes numerator / denominator µs. */
  private final long numerator;

  private final long denominator;

  /**
   * @param rate samples per second
   * @throws IllegalArgumentException if that is no rate
   */
  SampleClock(BigDecimal rate) {
    if (rate.signum() <= 0 || rate.precision() > 15 || Math.abs(rate.scale()) > 9) {
      throw new IllegalArgumentException("a rate of " + rate + " samples per second");
    }
    BigInteger above = BigInteger.valueOf(MICROS).multiply(BigInteger.TEN.pow(9));
    BigInteger below = rate.scaleByPowerOfTen(9).toBigIntegerExact();
    BigInteger common = above.gcd(below);
    numerator = above.divide(common).longValueExact();
    denominator = below.divide(common).longValueExact();
  }

  /** The time of a sample in µs, counted from the first. */
  long micros(long sample) {
    return sample / denominator * numerator + sample % denominator * numerator / denominator;
  }
}
