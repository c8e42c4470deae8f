package io.spiketide.readout;

import io.spiketide.neuron.Spikes;

/** The tick of each class's first spike. */
final class FirstSpikes {
  static final double SILENT = -1;

  private FirstSpikes() {}

  /** Notes a tick for the classes that fire in it for the first time. */
  static void note(double[] first, long tick, Spikes spikes, int block) {
    for (int i = 0; i < spikes.size(); i++) {
      int c = spikes.neuron(i) / block;
      if (first[c] == SILENT) {
        first[c] = tick;
      }
    }
  }
}
