package io.spiketide.neuron;

/** A target for a population that stays for some steps, or until another one comes. */
final class HeldTarget {
  private final double steps;

  /**
   * @param steps how long it stays, the one in which it comes included; at least 1
   */
  HeldTarget(double steps) {
    this.steps = Math.max(1, steps);
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
