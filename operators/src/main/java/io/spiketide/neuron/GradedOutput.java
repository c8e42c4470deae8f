package io.spiketide.neuron;

/** Sends the values of a population that has no threshold: all that are not as good as 0. */
final class GradedOutput {
  /** Above the values at which decaying variables stop, see {@link AffineStep}. */
  private static final double SILENT = 1e-60;

  private GradedOutput() {}

  static void send(double[] values, Spikes spikes) {
    for (int i = 0; i < values.length; i++) {
      if (Math.abs(values[i]) > SILENT) {
        spikes.add(i, values[i]);
      }
    }
  }
}
