package io.spiketide.neuron;

/**
 * Exact propagators of linear equations over one step: what a decaying variable keeps, and what it
 * passes on to a membrane. All times in ms.
 *
 * <p>Written so that nothing cancels where time constants are equal or nearly so. Source: S.
 * Rotter, M. Diesmann, Exact digital simulation of time-invariant linear systems with applications
 * to neuronal modeling, Biological Cybernetics 81, 1999.
 */
final class Propagators {
  /**
   * Below this argument series converge in a dozen terms; above it the closed forms lose nothing.
   */
  private static final double SERIES_LIMIT = 1;

  private static final int SERIES_TERMS = 24;

  private Propagators() {}

  /** e^(-h/tau): what is left of a value after a step. */
  static double decay(double h, double tau) {
    return StrictMath.exp(-h / tau);
  }

  /** 1 - e^(-h/tau): how far a membrane comes to a constant target in a step. */
  static double approach(double h, double tau) {
    return -StrictMath.expm1(-h / tau);
  }

  /**
   * ∫ e^(-(h-s)/tauM) e^(-s/tauS) ds from 0 to h, in ms: the membrane's response to a current that
   * decays exponentially from 1.
   */
  static double ofExponential(double h, double tauM, double tauS) {
    double slow = Math.max(tauM, tauS);
    double fast = Math.min(tauM, tauS);
    double z = h * (slow - fast) / (slow * fast);
    return h * decay(h, slow) * (z == 0 ? 1 : -StrictMath.expm1(-z) / z);
  }

  /**
   * ∫ e^(-(h-s)/tauM) s e^(-s/tauS) ds from 0 to h, in ms²: the membrane's response to a current s
   * e^(-s/tauS).
   */
  static double ofRamp(double h, double tauM, double tauS) {
    double z = h * (tauM - tauS) / (tauM * tauS);
    return z >= 0 ? h * h * decay(h, tauM) * early(z) : h * h * decay(h, tauS) * late(-z);
  }

  /** ∫ u e^(-zu) du from 0 to 1 for z at or above 0. */
  private static double early(double z) {
    if (z > SERIES_LIMIT) {
      return (1 - (1 + z) * StrictMath.exp(-z)) / (z * z);
    }
    double sum = 0;
    double power = 1;
    for (int k = 0; k < SERIES_TERMS; k++) {
      sum += power / (k + 2);
      power *= -z / (k + 1);
    }
    return sum;
  }

  /** ∫ (1-u) e^(-zu) du from 0 to 1 for z at or above 0. */
  private static double late(double z) {
    if (z > SERIES_LIMIT) {
      return (z + StrictMath.expm1(-z)) / (z * z);
    }
    double sum = 0;
    double term = 0.5;
    for (int k = 0; k < SERIES_TERMS; k++) {
      sum += term;
      term *= -z / (k + 3);
    }
    return sum;
  }
}
