package io.spiketide.neuron;

/**
 * One step of a linear leak with one input: {@code x ← rest + decay·(x - rest) + gain·in + drive}.
 *
 * <p>A distance to rest is rounded to multiples of 1e-76. So a variable that decays comes to a stop
 * within 1e-70 of rest and no longer changes, and never enters the subnormal numbers, which
 * processors add a hundred times slower. (A comparison with 0 would do the same at four times the
 * cost: it keeps the loop from being vectorised.)
 */
final class AffineStep {
  /** Added and taken away again: swallows what is less than half a unit in its last place. */
  private static final double QUIET = 1e-60;

  private final double[] decay;
  private final double[] rest;
  private final double[] gain;
  private final double[] drive;

  /** Constants of equal length: 1 (the same for all neurons) or one per neuron. */
  AffineStep(double[] decay, double[] rest, double[] gain, double[] drive) {
    this.decay = decay;
    this.rest = rest;
    this.gain = gain;
    this.drive = drive;
  }

  /** A step that decays to 0 and has no constant drive. */
  static AffineStep toZero(Columns columns, double[] decay, double[] gain) {
    return new AffineStep(decay, columns.all(0), gain, columns.all(0));
  }

  /** Advances all neurons. */
  void advance(double[] x, double[] in) {
    int n = x.length;
    if (decay.length == 1) {
      double a = decay[0];
      double r = rest[0];
      double b = gain[0];
      double c = drive[0];
      for (int i = 0; i < n; i++) {
        x[i] = r + quiet(a * (x[i] - r) + (b * in[i] + c));
      }
    } else {
      for (int i = 0; i < n; i++) {
        x[i] = rest[i] + quiet(decay[i] * (x[i] - rest[i]) + (gain[i] * in[i] + drive[i]));
      }
    }
  }

  /** Advances the neurons that are not refractory; the others keep their value. */
  void advance(double[] x, double[] in, double[] refractory) {
    int n = x.length;
    if (decay.length == 1) {
      double a = decay[0];
      double r = rest[0];
      double b = gain[0];
      double c = drive[0];
      for (int i = 0; i < n; i++) {
        double next = r + quiet(a * (x[i] - r) + (b * in[i] + c));
        x[i] = Refractory.choose(refractory[i], x[i], next);
      }
    } else {
      for (int i = 0; i < n; i++) {
        double next = rest[i] + quiet(decay[i] * (x[i] - rest[i]) + (gain[i] * in[i] + drive[i]));
        x[i] = Refractory.choose(refractory[i], x[i], next);
      }
    }
  }

  /** The value, rounded to a multiple of 1e-76. */
  static double quiet(double x) {
    return (x + QUIET) - QUIET;
  }
}
