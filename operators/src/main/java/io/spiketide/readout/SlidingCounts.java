package io.spiketide.readout;

import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.List;

/**
 * Spike counts per class over the steps of a window, the newest step last.
 *
 * @param block neurons per class
 * @param steps steps in which the window moves over its length
 */
record SlidingCounts(int classes, int block, int steps) {

  SlidingCounts(ReadoutSettings settings) {
    this(settings.classes(), settings.block(), settings.steps());
  }

  List<StateArray> state() {
    return List.of(new StateArray("counts", steps * classes, 0));
  }

  void observe(double[][] state, Spikes spikes) {
    double[] counts = state[0];
    int newest = (steps - 1) * classes;
    for (int i = 0; i < spikes.size(); i++) {
      counts[newest + spikes.neuron(i) / block] += spikes.count(i);
    }
  }

  /**
   * Adds the steps up.
   *
   * @return whether any class has a count
   */
  boolean sum(double[][] state, double[] values) {
    double[] counts = state[0];
    Arrays.fill(values, 0);
    boolean any = false;
    for (int i = 0; i < counts.length; i++) {
      values[i % classes] += counts[i];
      any |= counts[i] != 0;
    }
    return any;
  }

  /** Drops the oldest step and begins a new one. */
  void slide(double[][] state) {
    Steps.slide(state[0], classes);
  }
}
