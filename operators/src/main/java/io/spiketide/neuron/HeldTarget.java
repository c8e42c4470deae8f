package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;

/** A target for a population that stays for some steps, or until another one comes. */
final class HeldTarget {
  static final ParameterSpec HOLD =
      ParameterSpec.of(
          "hold", "ms", 0, Bound.NON_NEGATIVE, "How long a target stays; at least its tick.");

  private final double steps;

  private HeldTarget(double steps) {
    this.steps = steps;
  }

  /** One that stays as long as {@link #HOLD} says, the step in which it comes included. */
  static HeldTarget of(Columns columns) {
    return new HeldTarget(Math.max(1, Math.rint(columns.one(HOLD.name()) / columns.step())));
  }

  /**
   * Takes a new target, or counts down how long the old one stays.
   *
   * @param target what neurons should do; 0 where there is no target
   * @param left steps that the target stays
   * @param in what has come, all 0 if nothing has
   * @return whether there is a target
   */
  boolean take(double[] target, double[] left, double[] in) {
    boolean comes = false;
    for (double x : in) {
      comes |= x != 0;
    }
    if (comes) {
      System.arraycopy(in, 0, target, 0, target.length);
    }
    boolean taught = false;
    for (int i = 0; i < left.length; i++) {
      left[i] = comes ? steps : Math.max(0, left[i] - 1);
      target[i] = left[i] > 0 ? target[i] : 0;
      taught |= left[i] > 0;
    }
    return taught;
  }
}
