package io.spiketide.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result of a demonstration.
 *
 * @param accuracy share of right decisions, 0 to 1
 * @param decisions decisions that arrived
 * @param missing episodes that were closed and got no decision
 * @param seconds how long the cameras ran
 * @param latencyMillisP50 half of the decisions took less, in ms
 * @param latencyMillisP99 99 % of the decisions took less, in ms
 */
public record DemoReport(
    double accuracy,
    long decisions,
    long missing,
    double seconds,
    double latencyMillisP50,
    double latencyMillisP99,
    List<DirectionAccuracy> directions,
    EventCounts events) {
  /** The accuracy below which something is wrong. */
  public static final double EXPECTED_ACCURACY = 0.95;

  private static final int PERCENT = 100;

  /** Right decisions of all decisions about one direction. */
  public record DirectionAccuracy(String direction, long right, long all) {}

  public DemoReport {
    directions = List.copyOf(directions);
  }

  /** Makes the report of a scoreboard. */
  public static DemoReport of(Scoreboard board, double seconds, EventCounts events) {
    List<DirectionAccuracy> directions = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      Scoreboard.Tally tally = board.tally(direction);
      directions.add(new DirectionAccuracy(direction.name(), tally.right(), tally.all()));
    }
    return new DemoReport(
        board.total().accuracy(),
        board.total().all(),
        board.open(),
        seconds,
        board.latencyMillis(50),
        board.latencyMillis(99),
        directions,
        events);
  }

  /** Whether the demonstration shows what it should. */
  public boolean passed() {
    return accuracy >= EXPECTED_ACCURACY && missing == 0 && events.balanced();
  }

  /** The report as a table for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    StringBuilder header = new StringBuilder("direction ");
    StringBuilder right = new StringBuilder("right     ");
    for (DirectionAccuracy d : directions) {
      header.append(String.format(Locale.ROOT, "%8s", d.direction()));
      right.append(String.format(Locale.ROOT, "%8s", d.right() + "/" + d.all()));
    }
    lines.add(header.toString());
    lines.add(right.toString());
    lines.add("");
    line(lines, "accuracy", "%.1f %% of %,d decisions", PERCENT * accuracy, decisions);
    line(lines, "missing", "%,d decisions", missing);
    line(lines, "rate", "%,.0f events/s", events.sent() / Math.max(1e-9, seconds));
    line(lines, "latency", "p50 %.1f ms, p99 %.1f ms", latencyMillisP50, latencyMillisP99);
    line(
        lines,
        "events in",
        "%,d = %,d processed + %,d late + %,d rejected + %,d duplicate",
        events.in(),
        events.processed(),
        events.late(),
        events.rejected(),
        events.duplicate());
    line(lines, "lost", "%,d of %,d sent", events.lost(), events.sent());
    return lines;
  }

  private static void line(List<String> lines, String name, String format, Object... values) {
    lines.add(
        String.format(Locale.ROOT, "%-10s", name) + String.format(Locale.ROOT, format, values));
  }
}
