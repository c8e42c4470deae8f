package io.spiketide.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recorded spikes of an output population, from a text table with commas in one of two forms.
 *
 * <ul>
 *   <li>Counts: the first line names the columns. {@code out0}, {@code out1}, … are the spike
 *       counts of the output neurons, the column {@code sample} or {@code file} names the sample,
 *       {@code label} (optional) is the neuron that should win, {@code total:NAME} or {@code LNAME}
 *       (optional) the spikes of all neurons of population NAME. Other columns are not read.
 *   <li>Raster: one line per tick, one column per output neuron, each a spike count. A first line
 *       is optional; if there is one, the columns {@code spike} or {@code spike0}, {@code spike1},
 *       … count.
 * </ul>
 */
public sealed interface ExpectedSpikes {

  /** Number of output neurons. */
  int neurons();

  /**
   * Counts per sample, in order of the file.
   *
   * @param rows by sample
   */
  record Counts(int neurons, Map<String, Row> rows) implements ExpectedSpikes {}

  /**
   * The counts of one sample.
   *
   * @param counts per output neuron; not copied, not to be changed
   * @param label the neuron that should win, -1 if the file does not say
   * @param totals spikes by population
   */
  record Row(long[] counts, int label, Map<String, Long> totals) {}

  /**
   * Counts per tick of a single sample.
   *
   * @param counts shape {@code [ticks][neurons]}; not copied, not to be changed
   */
  record Raster(int neurons, long[][] counts) implements ExpectedSpikes {}

  /**
   * Reads a table.
   *
   * @throws CompareException that names file, line and column of what is wrong
   */
  static ExpectedSpikes read(Path file) throws CompareException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new CompareException(file.toString(), "cannot be read: " + e, "check the path");
    }
    Table table = Table.of(file.getFileName().toString(), lines);
    List<Integer> outs = table.numbered("out");
    if (!outs.isEmpty()) {
      return counts(table, outs);
    }
    List<Integer> spikes =
        table.has("spike") ? List.of(table.column("spike")) : table.numbered("spike");
    if (table.names().isEmpty() || !spikes.isEmpty()) {
      return raster(table, spikes);
    }
    throw new CompareException(
        table.file(),
        "has no columns out0, out1, … and no column spike (it has " + table.names() + ")",
        "name the columns of the output neurons so");
  }

  private static Counts counts(Table table, List<Integer> outs) throws CompareException {
    if (!table.has("sample") && !table.has("file")) {
      throw new CompareException(
          table.file(), "has no column 'sample' or 'file'", "name the samples in one");
    }
    int sample = table.column(table.has("sample") ? "sample" : "file");
    Map<String, Row> rows = new LinkedHashMap<>();
    for (int r = 0; r < table.rows(); r++) {
      long[] counts = new long[outs.size()];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = table.whole(r, outs.get(i));
      }
      int label = table.has("label") ? (int) table.whole(r, table.column("label")) : -1;
      Map<String, Long> totals = new TreeMap<>();
      for (Map.Entry<String, Integer> total : table.totals().entrySet()) {
        totals.put(total.getKey(), table.whole(r, total.getValue()));
      }
      if (rows.put(table.text(r, sample), new Row(counts, label, totals)) != null) {
        throw table.fault(r, "sample '" + table.text(r, sample) + "' is there twice", "remove one");
      }
    }
    return new Counts(outs.size(), rows);
  }

  private static Raster raster(Table table, List<Integer> columns) throws CompareException {
    List<Integer> read = new ArrayList<>(columns);
    for (int c = 0; columns.isEmpty() && c < table.width(); c++) {
      read.add(c);
    }
    long[][] counts = new long[table.rows()][read.size()];
    for (int r = 0; r < counts.length; r++) {
      for (int i = 0; i < read.size(); i++) {
        counts[r][i] = table.whole(r, read.get(i));
      }
    }
    return new Raster(read.size(), counts);
  }

  /**
   * The cells of a file.
   *
   * @param names of the columns, empty where the first line is data
   * @param cells without the line of names
   */
  record Table(String file, List<String> names, List<String[]> cells) {

    static Table of(String file, List<String> lines) throws CompareException {
      List<String[]> cells = new ArrayList<>();
      for (String line : lines) {
        if (!line.isBlank()) {
          cells.add(line.split(",", -1));
        }
      }
      if (cells.isEmpty()) {
        throw new CompareException(file, "is empty", "give a table of expected spikes");
      }
      boolean named = Arrays.stream(cells.get(0)).anyMatch(c -> !isNumber(c));
      List<String> names =
          named ? Arrays.stream(cells.get(0)).map(String::strip).toList() : List.of();
      Table table = new Table(file, names, named ? cells.subList(1, cells.size()) : cells);
      for (int r = 0; r < table.rows(); r++) {
        if (table.cells.get(r).length != cells.get(0).length) {
          throw table.fault(
              r,
              "has " + table.cells.get(r).length + " columns, not " + cells.get(0).length,
              "complete the line");
        }
      }
      return table;
    }

    int rows() {
      return cells.size();
    }

    int width() {
      return cells.isEmpty() ? 0 : cells.get(0).length;
    }

    boolean has(String name) {
      return names.contains(name);
    }

    int column(String name) {
      return names.indexOf(name);
    }

    /** The columns PREFIX0, PREFIX1, … as far as there are any. */
    List<Integer> numbered(String prefix) {
      List<Integer> columns = new ArrayList<>();
      while (has(prefix + columns.size())) {
        columns.add(column(prefix + columns.size()));
      }
      return columns;
    }

    /** The columns of totals by name of the population. */
    Map<String, Integer> totals() {
      Map<String, Integer> totals = new TreeMap<>();
      for (String name : names) {
        if (name.startsWith("total:")) {
          totals.put(name.substring("total:".length()), column(name));
        } else if (name.length() > 1 && name.startsWith("L")) {
          totals.put(name.substring(1), column(name));
        }
      }
      return totals;
    }

    String text(int row, int column) {
      return cells.get(row)[column].strip();
    }

    long whole(int row, int column) throws CompareException {
      String text = text(row, column);
      double value = isNumber(text) ? Double.parseDouble(text) : Double.NaN;
      if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
        throw fault(
            row, "column " + (column + 1) + " is '" + text + "'", "give a whole number of spikes");
      }
      return (long) value;
    }

    CompareException fault(int row, String fault, String mend) {
      int line = row + (names.isEmpty() ? 1 : 2);
      return new CompareException(file + ":" + line, fault, mend);
    }

    private static boolean isNumber(String text) {
      return text.strip().matches("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?");
    }
  }
}
