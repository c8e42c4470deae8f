package io.spiketide.plasticity;

/**
 * Arithmetic on a stretch of several arrays, from one index to before another. Loops that each do
 * one thing to as few arrays as possible, at the same index of all: those the JIT vectorises.
 */
final class Row {
  /** Added and taken away again: swallows values so small that they would become subnormal. */
  private static final double QUIET = 1e-60;

  private Row() {}

  /** The value, rounded to a multiple of 1e-76. */
  static double quiet(double x) {
    return (x + QUIET) - QUIET;
  }

  /** {@code x ← factor x}. */
  static void scale(double[] x, double factor, int from, int to) {
    for (int k = from; k < to; k++) {
      x[k] *= factor;
    }
  }

  /** {@code x ← a x + b y}. */
  static void combine(double[] x, double a, double[] y, double b, int from, int to) {
    for (int k = from; k < to; k++) {
      x[k] = a * x[k] + b * y[k];
    }
  }

  /** {@code x ← factor x + y}, very small values becoming 0. */
  static void keep(double[] x, double factor, double[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      x[k] = quiet(factor * x[k] + y[k]);
    }
  }

  /** {@code sum ← sum + factor x}. */
  static void add(double[] sum, double[] x, double factor, int from, int to) {
    for (int k = from; k < to; k++) {
      sum[k] += factor * x[k];
    }
  }
}
