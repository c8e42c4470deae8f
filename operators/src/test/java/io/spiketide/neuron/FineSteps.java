package io.spiketide.neuron;

/** Integrates ordinary differential equations in steps so fine that the result counts as exact. */
final class FineSteps {
  /** The right-hand side: writes the slopes at y. */
  interface Slopes {
    void at(double[] y, double[] slopes);
  }

  private FineSteps() {}

  /** One step of the midpoint method, second order; in place. */
  static void advance(double[] y, double h, Slopes slopes) {
    double[] k = new double[y.length];
    double[] middle = new double[y.length];
    slopes.at(y, k);
    for (int i = 0; i < y.length; i++) {
      middle[i] = y[i] + h / 2 * k[i];
    }
    slopes.at(middle, k);
    for (int i = 0; i < y.length; i++) {
      y[i] += h * k[i];
    }
  }
}
