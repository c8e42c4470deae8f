package io.spiketide.sensor;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Units of time columns. Times become whole µs; fractions of a µs are cut off downwards. */
public enum TimeUnits {
  NS("ns", new BigDecimal("0.001")),
  US("us", BigDecimal.ONE),
  MS("ms", new BigDecimal("1000")),
  S("s", new BigDecimal("1000000"));

  private final String symbol;
  private final BigDecimal micros;

  TimeUnits(String symbol, BigDecimal micros) {
    this.symbol = symbol;
    this.micros = micros;
  }

  /** The symbol on command lines. */
  public String symbol() {
    return symbol;
  }

  /**
   * The µs of a decimal number in this unit, computed without rounding errors.
   *
   * @throws NumberFormatException if the text is no decimal number
   * @throws ArithmeticException if the result does not fit 64 bits
   */
  public long toMicros(String number) {
    if (this == US && number.indexOf('.') < 0 && number.indexOf('e') < 0) {
      return Long.parseLong(number);
    }
    BigDecimal exact = new BigDecimal(number).multiply(micros);
    return exact.setScale(0, RoundingMode.FLOOR).longValueExact();
  }
}
