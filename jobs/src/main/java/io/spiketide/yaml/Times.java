package io.spiketide.yaml;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times with their units, exact to the digit that is written. */
final class Times {
  private static final Map<String, Long> MICROS = new LinkedHashMap<>();

  static {
    MICROS.put("us", 1L);
    MICROS.put("ms", 1_000L);
    MICROS.put("s", 1_000_000L);
    MICROS.put("min", 60_000_000L);
    MICROS.put("h", 3_600_000_000L);
    MICROS.put("d", 86_400_000_000L);
  }

  /** A time as it is written, for the schema. */
  static final String PATTERN =
      "^[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*(us|µs|ms|s|min|h|d)$|^0$";

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile(
          "([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?)\\s*([^\\s0-9.]*)");

  private static final int MAX_LENGTH = 40;

  /** A thousand years: beyond it lies a slip of the unit. */
  private static final double MAX_MICROS = 1000 * 365.0 * 86_400_000_000.0;

  private Times() {}

  /**
   * A time in µs, exactly as written.
   *
   * @throws Mistake if it is no time, or has no unit (0 needs none)
   */
  static BigDecimal micros(Value value) {
    String text = value.text().trim();
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (text.length() > MAX_LENGTH || !matcher.matches()) {
      throw value.mistake(
          Value.quote(text) + " is not a time", "write a number and a unit, such as 5 ms");
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String unit = matcher.group(2).replace("µ", "u").replace("μ", "u");
    if (unit.isEmpty() && number.signum() == 0) {
      return BigDecimal.ZERO;
    } else if (unit.isEmpty()) {
      throw value.mistake(
          "the time " + Value.quote(text) + " has no unit",
          "write " + text + " ms, or one of " + MICROS.keySet());
    }
    Long factor = MICROS.get(unit);
    if (factor == null) {
      throw value.mistake(
          "unknown unit of time " + Value.quote(unit), "use one of " + MICROS.keySet());
    }
    BigDecimal micros = number.multiply(BigDecimal.valueOf(factor));
    if (micros.abs().doubleValue() > MAX_MICROS) {
      throw value.mistake("a time of " + text + " is too long", "check its unit");
    }
    return micros;
  }

  /** A time that must be a whole number of µs, at least as long as {@code least} (in µs). */
  static long wholeMicros(Value value, long least) {
    return whole(value, 1, "µs", least);
  }

  /** A time that must be a whole number of ms, at least as long as {@code least} (in ms). */
  static long wholeMillis(Value value, long least) {
    return whole(value, 1_000, "ms", least);
  }

  /**
   * A time as a number of ticks.
   *
   * @throws Mistake if it is not a multiple of the tick; names the nearest ones
   */
  static long ticks(Value value) {
    BigDecimal micros = micros(value);
    long tick = value.reading().tickMicros();
    BigDecimal[] parts = micros.divideAndRemainder(BigDecimal.valueOf(tick));
    if (parts[1].signum() != 0 && value.reading().tickKnown()) {
      long below = micros.divide(BigDecimal.valueOf(tick), 0, RoundingMode.FLOOR).longValue();
      throw value.mistake(
          text(micros) + " is no multiple of the tick of " + text(BigDecimal.valueOf(tick)),
          "the nearest are "
              + text(BigDecimal.valueOf(below * tick))
              + " and "
              + text(BigDecimal.valueOf((below + 1) * tick)));
    }
    return parts[0].longValue();
  }

  /** A time as it is best read: 1.5 ms, 250 us, 2 s. */
  static String text(BigDecimal micros) {
    double size = micros.abs().doubleValue();
    String unit = size >= 1_000_000 ? "s" : size >= 1_000 || size == 0 ? "ms" : "us";
    long factor = unit.equals("s") ? 1_000_000 : unit.equals("ms") ? 1_000 : 1;
    BigDecimal amount = micros.divide(BigDecimal.valueOf(factor)).stripTrailingZeros();
    return amount.toPlainString() + " " + unit;
  }

  private static long whole(Value value, long unitMicros, String unit, long least) {
    BigDecimal[] parts = micros(value).divideAndRemainder(BigDecimal.valueOf(unitMicros));
    if (parts[1].signum() != 0) {
      throw value.mistake(value.text() + " is not a whole number of " + unit, "round it");
    }
    long number = parts[0].longValue();
    if (number < least) {
      throw value.mistake(
          value.text() + " is too short", "give " + least + " " + unit + " or more");
    }
    return number;
  }
}
