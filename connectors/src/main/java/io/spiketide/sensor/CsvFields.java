package io.spiketide.sensor;

import java.util.Arrays;

/** The fields of one line of a text table, without quotes. Single-threaded, reused line by line. */
final class CsvFields {
  private final char separator;
  private String line = "";
  private int[] starts = new int[16];
  private int size;

  CsvFields(char separator) {
    this.separator = separator;
  }

  void split(String newLine) {
    line = newLine;
    size = 0;
    int start = 0;
    while (start >= 0) {
      if (size + 1 >= starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      starts[size++] = start;
      start = line.indexOf(separator, start) + 1;
      if (start == 0) {
        break;
      }
    }
    starts[size] = line.length() + 1;
  }

  int size() {
    return size;
  }

  /** The i-th field without the blanks around it. */
  String text(int i) {
    return line.substring(starts[i], starts[i + 1] - 1).strip();
  }
}
