package io.spiketide.readout;

import io.spiketide.catalog.CatalogChecks;
import io.spiketide.neuron.Spikes;
import io.spiketide.time.TimeBase;
import java.util.Arrays;

/** Runs a readout tick by tick, with ticks of 5 ms; of four neurons where nothing else is said. */
final class ReadoutRun {
  static final int NEURONS = 4;

  final Reading reading;
  final double[][] state;
  final double[] values;
  private final double[] variable;
  private long ticksIntoWindow;

  ReadoutRun(Readout readout, int classes, int steps, String... given) {
    this(NEURONS, readout, classes, steps, given);
  }

  ReadoutRun(int neurons, Readout readout, int classes, int steps, String... given) {
    reading =
        readout.compile(
            new ReadoutSettings(
                neurons,
                classes,
                new TimeBase(5000, 0.1),
                steps,
                CatalogChecks.arguments(readout, given)));
    state = new double[reading.state().size()][];
    for (int i = 0; i < state.length; i++) {
      state[i] = new double[reading.state().get(i).length()];
      Arrays.fill(state[i], reading.state().get(i).initial());
    }
    values = new double[classes];
    variable = new double[neurons];
    start();
  }

  void start() {
    reading.start(state);
    ticksIntoWindow = 0;
  }

  void slide() {
    reading.slide(state);
    ticksIntoWindow = 0;
  }

  /** A tick in which the given neurons fire once each. */
  ReadoutRun spikes(int... neurons) {
    Spikes spikes = new Spikes(4);
    for (int neuron : neurons) {
      spikes.add(neuron);
    }
    return observe(spikes);
  }

  /** A tick in which one neuron fires several times. */
  ReadoutRun count(int neuron, double count) {
    Spikes spikes = new Spikes(4);
    spikes.add(neuron, count);
    return observe(spikes);
  }

  /** A tick without spikes after which the variable has these values. */
  ReadoutRun variable(double... v) {
    System.arraycopy(v, 0, variable, 0, v.length);
    return observe(new Spikes(4));
  }

  /** Ticks without spikes that are left out. */
  ReadoutRun skip(long ticks) {
    ticksIntoWindow += ticks;
    return this;
  }

  private ReadoutRun observe(Spikes spikes) {
    reading.observe(state, ticksIntoWindow++, spikes, variable);
    return this;
  }

  int answer(long ticks) {
    return reading.answer(state, ticks, values);
  }
}
