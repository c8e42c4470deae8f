package io.spiketide.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Figures as a table of aligned columns in plain text. */
public final class FigureTable {
  private static final List<String> HEADER =
      List.of("what", "figure", "ceiling in the same run", "ratio", "note");

  private FigureTable() {}

  /** The lines of the table, the header first. */
  public static List<String> lines(List<Figure> figures) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    figures.forEach(figure -> rows.add(row(figure)));
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static List<String> row(Figure figure) {
    Double ceiling = figure.ceiling();
    Double ratio = figure.ratio();
    return List.of(
        figure.what(),
        number(figure.value()) + " " + figure.unit(),
        ceiling == null ? "" : number(ceiling) + " (" + figure.ceilingWhat() + ")",
        ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio),
        figure.note());
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }

  /** Three digits that count: 1,234,567 · 12.3 · 0.0123. */
  static String number(double value) {
    double size = Math.abs(value);
    int decimals =
        size >= 100 || size == 0 ? 0 : (int) Math.min(9, 2 - Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
