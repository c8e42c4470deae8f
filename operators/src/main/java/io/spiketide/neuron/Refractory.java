package io.spiketide.neuron;

import java.util.Arrays;

/**
 * Refractory times in whole steps. After a spike a neuron's potential stays where the reset put it
 * for so many steps, arrivals on it are lost, and it cannot fire.
 *
 * <p>The state variable {@code refractory} holds the steps that are left: set by the spike, counted
 * down in each step that the neuron sits out. Steps are whole numbers, so that {@code min} and
 * {@code max} can be had from {@code abs}, exactly: of the three it is the one that a loop always
 * does several at a time (the JIT compiles the others into branches if it thinks it can foresee
 * them).
 */
final class Refractory {
  static final NeuronModel.Variable VARIABLE = NeuronModel.Variable.of("refractory", "steps");

  /** How far t_ref / step may be off a whole number: rounding of two decimal fractions. */
  private static final double TOLERANCE = 1e-6;

  private final double[] steps;

  private Refractory(double[] steps) {
    this.steps = steps;
  }

  /**
   * Reads {@code t_ref}. One value for all must be a whole number of steps; values per neuron,
   * which may be drawn from a distribution, are rounded to the nearest.
   *
   * @throws IllegalArgumentException if one value for all is no whole number of steps
   */
  static Refractory of(Columns columns) {
    double h = columns.step();
    double[] tRef = columns.of("t_ref");
    boolean alike = Arrays.stream(tRef).allMatch(t -> t == tRef[0]);
    double[] steps = columns.derive(k -> Math.rint(tRef[k] / h));
    if (alike && Math.abs(tRef[0] / h - steps[0]) > TOLERANCE * Math.max(1, steps[0])) {
      throw new IllegalArgumentException(
          String.format(
              "t_ref %s ms is no whole number of model steps of %s ms; use a multiple of the step",
              tRef[0], h));
    }
    return new Refractory(steps);
  }

  /** For models without refractory time. */
  static Refractory never(Columns columns) {
    return new Refractory(columns.all(0));
  }

  /** Whether no neuron is ever refractory. */
  boolean none() {
    return Arrays.stream(steps).allMatch(s -> s == 0);
  }

  /** Steps that a neuron sits out after a spike. */
  double steps(int neuron) {
    return steps[steps.length == 1 ? 0 : neuron];
  }

  /** The old value where steps are left, else the next one. */
  static double choose(double left, double old, double next) {
    double waits = (1 + left - Math.abs(1 - left)) / 2; // min(1, left)
    return Choice.between(waits, old, next);
  }

  /** Takes a step from those that have steps left. */
  static void countDown(double[] left) {
    for (int i = 0; i < left.length; i++) {
      left[i] = (left[i] - 1 + Math.abs(left[i] - 1)) / 2; // max(0, left - 1)
    }
  }
}
