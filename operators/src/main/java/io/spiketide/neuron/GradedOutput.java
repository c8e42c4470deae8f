package io.spiketide.neuron;

/** Sends the values of a population that has no threshold: all that are not zero. */
final class GradedOutput {
  private GradedOutput() {}

  static void send(double[] values, Spikes spikes) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        spikes.add(i, values[i]);
      }
    }
  }
}
