package io.spiketide.neuron;

import java.util.function.IntToDoubleFunction;

/**
 * The parameters of a population as columns: a single one where all neurons are alike, else one per
 * neuron. Constants that are derived column by column have the same length, 1 or n, and the update
 * loops keep a single one in a register.
 */
final class Columns {
  private final PopulationSettings settings;
  private final int count;

  private Columns(PopulationSettings settings, int count) {
    this.settings = settings;
    this.count = count;
  }

  static Columns of(PopulationSettings settings) {
    boolean alike =
        settings.arguments().parameters().values().stream().allMatch(values -> values.length == 1);
    return new Columns(settings, alike ? 1 : settings.neurons());
  }

  /** Number of columns: 1, or the number of neurons. */
  int count() {
    return count;
  }

  /** The model step in ms. */
  double step() {
    return settings.time().stepMillis();
  }

  /** The chosen word of an option. */
  String option(String name) {
    return settings.arguments().option(name);
  }

  /** The values of a parameter, one per column. */
  double[] of(String parameter) {
    return settings.arguments().each(parameter, count);
  }

  /**
   * The value of a parameter that is one for all neurons.
   *
   * @throws IllegalArgumentException if it differs
   */
  double one(String parameter) {
    double[] values = of(parameter);
    for (double value : values) {
      if (value != values[0]) {
        throw new IllegalArgumentException(
            "%s is %s and %s; it holds for the whole population, give one number"
                .formatted(parameter, values[0], value));
      }
    }
    return values[0];
  }

  /** A constant for each column. */
  double[] derive(IntToDoubleFunction ofColumn) {
    double[] derived = new double[count];
    for (int k = 0; k < count; k++) {
      derived[k] = ofColumn.applyAsDouble(k);
    }
    return derived;
  }

  /** The same constant for all columns. */
  double[] all(double value) {
    return derive(k -> value);
  }

  /** How a message about a column begins: {@code neuron 7: }, or empty where all are alike. */
  String place(int column) {
    return count == 1 ? "" : "neuron " + (settings.first() + column) + ": ";
  }
}
