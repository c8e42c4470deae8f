package io.spiketide.savepoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One thing that an instance keeps, under a name that is unique within it. */
sealed interface Fact {
  /** What it is, such as {@code tick} or {@code population hidden V_m}. */
  String what();

  /** As people read it, in a few words. */
  String text();

  /** What another fact of the same name has otherwise, null if nothing. */
  @Nullable Difference differenceTo(Fact other);

  private static Difference bothTexts(Fact a, Fact b) {
    return new Difference(a.what(), a.text(), b.text(), null);
  }

  /** A number, a name, a time. */
  record Word(String what, String text) implements Fact {
    @Override
    public @Nullable Difference differenceTo(Fact other) {
      return text.equals(other.text()) ? null : bothTexts(this, other);
    }
  }

  /**
   * Numbers of neurons, or of elements of another kind.
   *
   * @param rows their values, all of one length; compared bit for bit
   * @param first the neuron of the first column
   */
  record Values(String what, double[][] rows, int first) implements Fact {
    @Override
    public String text() {
      Range range = range();
      return range == null
          ? "none"
          : String.format(
              Locale.ROOT,
              "%s, min %s, mean %s, max %s",
              Fact.count(count(), "value"),
              figure(range.min()),
              figure(range.mean()),
              figure(range.max()));
    }

    int count() {
      return Arrays.stream(rows).mapToInt(row -> row.length).sum();
    }

    /** Where the values lie. */
    record Range(double min, double mean, double max) {}

    /** Null if there are none. */
    @Nullable Range range() {
      int count = count();
      if (count == 0) {
        return null;
      }
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (double[] row : rows) {
        for (double value : row) {
          min = Math.min(min, value);
          max = Math.max(max, value);
          sum += value;
        }
      }
      return new Range(min, sum / count, max);
    }

    @Override
    public @Nullable Difference differenceTo(Fact other) {
      if (!(other instanceof Values values) || !hasSizeOf(values)) {
        return bothTexts(this, other);
      }
      Difference.Deviation deviation = deviation(values);
      return deviation == null ? null : new Difference(what, null, null, deviation);
    }

    private boolean hasSizeOf(Values other) {
      return rows.length == other.rows.length
          && IntStream.range(0, rows.length).allMatch(r -> rows[r].length == other.rows[r].length);
    }

    private Difference.@Nullable Deviation deviation(Values other) {
      int differing = 0;
      int firstRow = -1;
      int firstColumn = -1;
      double largest = 0;
      for (int r = 0; r < rows.length; r++) {
        for (int c = 0; c < rows[r].length; c++) {
          double a = rows[r][c];
          double b = other.rows[r][c];
          if (Double.compare(a, b) == 0) {
            continue;
          }
          differing++;
          largest = Math.max(largest, Math.abs(a - b)); // not a number stays so
          if (firstRow < 0) {
            firstRow = r;
            firstColumn = c;
          }
        }
      }
      return differing == 0
          ? null
          : new Difference.Deviation(
              differing,
              count(),
              largest,
              first + firstColumn,
              rows[firstRow][firstColumn],
              other.rows[firstRow][firstColumn]);
    }
  }

  /**
   * Spikes or events, by tick and within a tick in the order in which they are kept.
   *
   * @param kind what they are
   */
  record Events(String what, Kind kind, long[] ticks, int[] addresses, double[] counts)
      implements Fact {
    enum Kind {
      SPIKES("spike"),
      SENSOR_EVENTS("event");

      private final String name;

      Kind(String name) {
        this.name = name;
      }

      String count(int n) {
        return n == 0 ? "no " + name + "s" : Fact.count(n, name);
      }
    }

    private static final int SHOWN = 5;

    int size() {
      return ticks.length;
    }

    @Override
    public String text() {
      return size() == 0
          ? kind.count(0)
          : String.format(
              Locale.ROOT,
              "%s of ticks %d to %d",
              kind.count(size()),
              Arrays.stream(ticks).min().orElse(0),
              Arrays.stream(ticks).max().orElse(0));
    }

    @Override
    public @Nullable Difference differenceTo(Fact other) {
      if (!(other instanceof Events events)) {
        return bothTexts(this, other);
      }
      int same = 0;
      while (same < Math.min(size(), events.size()) && sameAt(same, events)) {
        same++;
      }
      return same == size() && same == events.size()
          ? null
          : new Difference(what, textFrom(same), events.textFrom(same), null);
    }

    private boolean sameAt(int i, Events other) {
      return ticks[i] == other.ticks[i]
          && addresses[i] == other.addresses[i]
          && Double.compare(counts[i], other.counts[i]) == 0;
    }

    /** The number of all, and some from the first that the other has not. */
    private String textFrom(int from) {
      String some =
          IntStream.range(from, Math.min(size(), from + SHOWN))
              .mapToObj(i -> addresses[i] + times(counts[i]) + " at " + ticks[i])
              .collect(Collectors.joining(", "));
      return size() == 0
          ? text()
          : "%s%s%s"
              .formatted(
                  kind.count(size()),
                  some.isEmpty() ? "" : ": " + (from == 0 ? "" : "… ") + some,
                  from + SHOWN < size() ? ", …" : "");
    }

    private static String times(double count) {
      return count == 1 ? "" : " x " + figure(count);
    }
  }

  private static String count(int n, String name) {
    return n + " " + name + (n == 1 ? "" : "s");
  }

  /** As many digits as say something to people. */
  static String figure(double value) {
    return Objects.toString((float) value);
  }
}
