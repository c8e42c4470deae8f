package io.spiketide.rules;

import java.util.Locale;

/** Numbers as they are shown to users. */
final class Text {
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Text() {}

  /** A number with its unit, if it has one. */
  static String number(double value, String unit) {
    return unit.isEmpty() ? String.valueOf(value) : value + " " + unit;
  }

  /** An amount of memory with one digit behind the point, such as {@code 1.5 GiB}. */
  static String bytes(double bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1024 && unit < BYTE_UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, BYTE_UNITS[unit]);
  }

  /** A count with its decimal thousands apart, such as {@code 4 294 967 296}. */
  static String count(double count) {
    return count < 1e18
        ? String.format(Locale.ROOT, "%,d", (long) count).replace(',', ' ')
        : String.format(Locale.ROOT, "%.1e", count);
  }
}
