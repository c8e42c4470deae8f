package io.spiketide.yaml;

import java.util.regex.Pattern;

/** Plain numbers. */
final class Numbers {
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private Numbers() {}

  /** A number; {@code .inf} is one, {@code .nan} is not. */
  static double number(Value value) {
    return parse(value, value.text().trim());
  }

  /** A number in a unit that may be written behind it. */
  static double number(Value value, String unit) {
    String text = value.text().trim();
    return parse(
        value,
        !unit.isEmpty() && text.endsWith(unit)
            ? text.substring(0, text.length() - unit.length()).trim()
            : text);
  }

  static long whole(Value value) {
    try {
      return Long.parseLong(value.text().trim());
    } catch (NumberFormatException e) {
      throw value.mistake(value.kind() + " is not a whole number", "write one, such as 8");
    }
  }

  private static double parse(Value value, String text) {
    if (DECIMAL.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    return switch (text) {
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      default -> throw value.mistake(value.kind() + " is not a number", "write one, such as 0.5");
    };
  }
}
