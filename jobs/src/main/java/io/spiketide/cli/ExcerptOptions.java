package io.spiketide.cli;

import io.spiketide.sensor.Excerpt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a recording is meant, beside its begin: options that several commands share. */
final class ExcerptOptions {
  private static final int REGION = 4;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeSpan.Converter.class,
      description = "Where in each recording to end (default: its end).")
  @Nullable TimeSpan to;

  @Option(
      names = "--roi",
      paramLabel = "X,Y,W,H",
      split = ",",
      description = "Only events of W columns from X on, and H rows from Y on; in their places.")
  int[] region = {};

  /** Whether something was given. */
  boolean isGiven() {
    return to != null || region.length > 0;
  }

  /**
   * The excerpt.
   *
   * @param from where to begin
   * @param rounds how often it is played
   * @throws UserException if there can be no such part
   */
  Excerpt excerpt(TimeSpan from, long rounds) {
    TimeSpan end = to;
    try {
      return new Excerpt(
          from.micros(), end == null ? Long.MAX_VALUE : end.micros(), pixels(), rounds);
    } catch (IllegalArgumentException e) {
      throw UserException.badInput("--from, --to, --roi, --loop: " + e.getMessage());
    }
  }

  private Excerpt.@Nullable Region pixels() {
    if (region.length == 0) {
      return null;
    }
    if (region.length != REGION) {
      throw new IllegalArgumentException("a region has four numbers, such as 100,60,64,64");
    }
    return new Excerpt.Region(region[0], region[1], region[2], region[3]);
  }
}
