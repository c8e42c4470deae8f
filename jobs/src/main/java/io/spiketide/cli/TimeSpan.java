package io.spiketide.cli;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A length of time on the command line, such as {@code 5 ms}, {@code 5ms} or {@code 1.28s}.
 *
 * @param micros whole µs, at least 0
 */
record TimeSpan(long micros) {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]+)");
  private static final Map<String, Long> UNITS =
      new TreeMap<>(
          Map.of(
              "us", 1L,
              "ms", 1_000L,
              "s", 1_000_000L,
              "min", 60_000_000L,
              "h", 3_600_000_000L,
              "d", 86_400_000_000L));

  /** The same in ms, rounded down. */
  long millis() {
    return micros / 1_000;
  }

  /** Reads a length of time; a number without a unit is refused. */
  static final class Converter implements ITypeConverter<TimeSpan> {
    @Override
    public TimeSpan convert(String text) {
      Matcher matcher = FORM.matcher(text.strip());
      Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
      if (unit == null) {
        throw new TypeConversionException(
            "'" + text + "' is no length of time; write a number and one of " + UNITS.keySet());
      }
      try {
        BigDecimal micros = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        return new TimeSpan(micros.longValueExact());
      } catch (ArithmeticException e) {
        throw new TypeConversionException("'" + text + "' is no whole number of µs");
      }
    }
  }
}
