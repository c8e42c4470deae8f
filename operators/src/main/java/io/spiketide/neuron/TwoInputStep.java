package io.spiketide.neuron;

/**
 * One step of a linear leak with two inputs: {@code x ← rest + decay·(x - rest) + gain1·in1 +
 * gain2·in2 + drive}, rounded as {@link AffineStep} does.
 */
final class TwoInputStep {
  private final double[] decay;
  private final double[] rest;
  private final double[] gain1;
  private final double[] gain2;
  private final double[] drive;

  /** Constants of equal length: 1 (the same for all neurons) or one per neuron. */
  TwoInputStep(double[] decay, double[] rest, double[] gain1, double[] gain2, double[] drive) {
    this.decay = decay;
    this.rest = rest;
    this.gain1 = gain1;
    this.gain2 = gain2;
    this.drive = drive;
  }

  /** Advances all neurons. */
  void advance(double[] x, double[] in1, double[] in2) {
    int n = x.length;
    if (decay.length == 1) {
      double a = decay[0];
      double r = rest[0];
      double b1 = gain1[0];
      double b2 = gain2[0];
      double c = drive[0];
      for (int i = 0; i < n; i++) {
        double in = b1 * in1[i] + b2 * in2[i] + c;
        x[i] = r + AffineStep.quiet(a * (x[i] - r) + in);
      }
    } else {
      for (int i = 0; i < n; i++) {
        double in = gain1[i] * in1[i] + gain2[i] * in2[i] + drive[i];
        x[i] = rest[i] + AffineStep.quiet(decay[i] * (x[i] - rest[i]) + in);
      }
    }
  }

  /** Advances the neurons that are not refractory; the others keep their value. */
  void advance(double[] x, double[] in1, double[] in2, double[] refractory) {
    int n = x.length;
    if (decay.length == 1) {
      double a = decay[0];
      double r = rest[0];
      double b1 = gain1[0];
      double b2 = gain2[0];
      double c = drive[0];
      for (int i = 0; i < n; i++) {
        double in = b1 * in1[i] + b2 * in2[i] + c;
        double next = r + AffineStep.quiet(a * (x[i] - r) + in);
        x[i] = Refractory.choose(refractory[i], x[i], next);
      }
    } else {
      for (int i = 0; i < n; i++) {
        double in = gain1[i] * in1[i] + gain2[i] * in2[i] + drive[i];
        double next = rest[i] + AffineStep.quiet(decay[i] * (x[i] - rest[i]) + in);
        x[i] = Refractory.choose(refractory[i], x[i], next);
      }
    }
  }
}
