package io.spiketide.bench;

import org.jspecify.annotations.Nullable;

/**
 * A measured figure beside what limits it, both from one run.
 *
 * @param what what was measured, the settings that matter included
 * @param value in {@code unit}
 * @param unit such as {@code samples/s} or {@code ns/neuron}
 * @param ceiling what a bare loop or job reached in the same run, in {@code unit}; null if nothing
 *     was measured beside it
 * @param ceilingWhat what the ceiling is, null without one
 * @param note how it was measured and how it spread, empty for nothing to say
 */
public record Figure(
    String what,
    double value,
    String unit,
    @Nullable Double ceiling,
    @Nullable String ceilingWhat,
    String note) {

  /** A figure with nothing beside it. */
  public static Figure alone(String what, double value, String unit) {
    return new Figure(what, value, unit, null, null, "");
  }

  /** A figure beside its ceiling. */
  public static Figure beside(
      String what, double value, String unit, double ceiling, String ceilingWhat) {
    return new Figure(what, value, unit, ceiling, ceilingWhat, "");
  }

  /** The same figure with a note. */
  public Figure noted(String other) {
    return new Figure(what, value, unit, ceiling, ceilingWhat, other);
  }

  /** Value over ceiling, null without a ceiling. */
  public @Nullable Double ratio() {
    return ceiling == null ? null : value / ceiling;
  }
}
