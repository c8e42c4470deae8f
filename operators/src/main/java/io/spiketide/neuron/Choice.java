package io.spiketide.neuron;

/**
 * Comparisons as numbers. A loop that chooses by a comparison is not vectorised; multiplying by 0
 * or 1 is, and is exact for finite numbers.
 */
final class Choice {
  /** Makes any difference of potentials that is not rounded away at least 1. */
  private static final double STEEP = 1e300;

  private Choice() {}

  /** 1 where x is above the bound, else 0. */
  static double above(double x, double bound) {
    return Math.min(1, Math.max(0, (x - bound) * STEEP));
  }

  /** One value where the choice is 1, the other where it is 0. */
  static double between(double choice, double one, double other) {
    return choice * one + (1 - choice) * other;
  }
}
