package io.spiketide.sensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which column of a text table holds what; -1 for what it does not hold.
 *
 * @param separator between two fields
 * @param count number of columns
 */
record CsvColumns(
    char separator,
    int count,
    int t,
    int step,
    int x,
    int y,
    int p,
    int address,
    int value,
    int sample,
    int label) {
  /** The names of columns; {@code -} stands for a column to skip. */
  static final List<String> KNOWN =
      List.of("t", "step", "x", "y", "p", "address", "channel", "value", "sample", "label", "-");

  /** Takes the names from a table's first line; names that are not known are skipped. */
  static CsvColumns ofHeader(String line) {
    char separator = separatorOf(line);
    List<String> names = new ArrayList<>();
    CsvFields fields = new CsvFields(separator);
    fields.split(line);
    for (int i = 0; i < fields.size(); i++) {
      names.add(fields.text(i).toLowerCase(Locale.ROOT));
    }
    return of(separator, names);
  }

  /**
   * Takes the names from a list.
   *
   * @throws IllegalArgumentException if a name is not known; lists the known ones
   */
  static CsvColumns declared(String firstLine, List<String> names) {
    for (String name : names) {
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException("unknown column '" + name + "'; use " + KNOWN);
      }
    }
    return of(separatorOf(firstLine), names);
  }

  private static CsvColumns of(char separator, List<String> names) {
    return new CsvColumns(
        separator,
        names.size(),
        names.indexOf("t"),
        names.indexOf("step"),
        names.indexOf("x"),
        names.indexOf("y"),
        names.indexOf("p"),
        Math.max(names.indexOf("address"), names.indexOf("channel")),
        names.indexOf("value"),
        names.indexOf("sample"),
        names.indexOf("label"));
  }

  private static char separatorOf(String line) {
    return line.indexOf('\t') >= 0 ? '\t' : line.indexOf(';') >= 0 ? ';' : ',';
  }

  /** What the table lacks to be a recording, in words; empty if it lacks nothing. */
  String missing() {
    if (t < 0 && step < 0) {
      return "no column 't' or 'step' tells the time";
    }
    if (address < 0 && (x < 0 || y < 0)) {
      return "no column 'address', and no columns 'x' and 'y', tell the place";
    }
    return "";
  }
}
