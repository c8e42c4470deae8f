package io.spiketide.cli;

import io.spiketide.demo.Direction;
import io.spiketide.demo.Scoreboard;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A line every so often that shows what the cameras show and what the network says. */
final class DemoLines {
  private static final int SHOWN_CAMERAS = 6;
  private static final int PERCENT = 100;
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private final Scoreboard board;
  private final boolean colours;
  private final long everyNanos;
  private final long start = System.nanoTime();
  private long last = start;

  DemoLines(Scoreboard board, boolean colours, int everySeconds) {
    this.board = board;
    this.colours = colours;
    everyNanos = TimeUnit.SECONDS.toNanos(everySeconds);
  }

  /** The next line, if it is due and there is something to show. */
  Optional<String> next() {
    long now = System.nanoTime();
    if (now - last < everyNanos || board.latest().isEmpty()) {
      return Optional.empty();
    }
    last = now;
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%4d s ", TimeUnit.NANOSECONDS.toSeconds(now - start)));
    board.latest().entrySet().stream()
        .limit(SHOWN_CAMERAS)
        .forEach(e -> line.append(camera(e.getKey(), e.getValue())));
    if (board.latest().size() > SHOWN_CAMERAS) {
      line.append(" … ").append(board.latest().size()).append(" cameras");
    }
    line.append(
        String.format(
            Locale.ROOT,
            " │ %.1f %% right, p50 %.1f ms",
            PERCENT * board.total().accuracy(),
            board.latencyMillis(50)));
    return Optional.of(line.toString());
  }

  private String camera(String name, Scoreboard.Round round) {
    Direction answer = round.answer();
    String said = answer == null ? "?" : answer.arrow() + " " + answer;
    String truth = round.truth().arrow() + " " + round.truth();
    if (round.isRight()) {
      return String.format(Locale.ROOT, " %s %-4s ✓        ", name, said);
    }
    String wrong = String.format(Locale.ROOT, " %s %-4s (is %-4s)", name, said, truth);
    return colours ? RED + wrong + PLAIN : wrong;
  }
}
