package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers only where the winner is another one than in the last answer that was given; no decision
 * counts as a winner too. The first answer is always given.
 *
 * @param arrays how many of the state arrays belong to the readout itself
 */
record OnChange(Reading reading, int arrays) implements Reading {
  static final OptionSpec OPTION =
      new OptionSpec(
          "answers",
          List.of("all", "on_change"),
          "on_change: only those whose winner, or lack of one, differs from the last one given.");

  private static final double NOTHING_YET = -2;

  /** The reading as the option says. */
  static Reading wrap(Reading reading, ReadoutSettings settings) {
    return settings.arguments().option(OPTION.name()).equals("on_change")
        ? new OnChange(reading, reading.state().size())
        : reading;
  }

  @Override
  public List<StateArray> state() {
    List<StateArray> all = new ArrayList<>(reading.state());
    all.add(new StateArray("answered", 1, NOTHING_YET));
    return all;
  }

  /** The last answer outlives its window. */
  @Override
  public void start(double[][] state) {
    reading.start(own(state));
  }

  @Override
  public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
    reading.observe(state, ticksIntoWindow, spikes, variable);
  }

  @Override
  public boolean ignoresSilence() {
    return reading.ignoresSilence();
  }

  @Override
  public int answer(double[][] state, long ticks, double[] values) {
    int winner = reading.answer(state, ticks, values);
    boolean changed = state[arrays][0] != winner;
    state[arrays][0] = winner;
    return changed ? winner : UNCHANGED;
  }

  @Override
  public void slide(double[][] state) {
    reading.slide(own(state));
  }

  private double[][] own(double[][] state) {
    return Arrays.copyOf(state, arrays);
  }
}
