package io.spiketide.readout;

import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.List;

/**
 * The compiled readout of one population. Immutable: all state is in the arrays that it is given.
 *
 * <p>Life of a window: {@link #start} once, {@link #observe} at each tick, {@link #answer} at its
 * end, then {@link #start} again (episodes and adjoining windows) or {@link #slide} (overlapping
 * windows).
 */
public interface Reading {
  /** Instead of a winner: there is an answer, but it is not to be given. */
  int UNCHANGED = -2;

  /** The state arrays by name and initial content, in the order of {@code state}. */
  List<StateArray> state();

  /** Forgets everything: the arrays are set to their initial content. */
  default void start(double[][] state) {
    List<StateArray> arrays = state();
    for (int i = 0; i < arrays.size(); i++) {
      Arrays.fill(state[i], arrays.get(i).initial());
    }
  }

  /**
   * Takes in one tick.
   *
   * @param ticksIntoWindow ticks since the window (or the instance) began, from 0
   * @param spikes spikes of the population in this tick
   * @param variable values of {@link Readout#variable} after the tick, one per neuron; empty if the
   *     readout reads spikes alone
   */
  void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable);

  /**
   * Whether a tick without spikes leaves the state unchanged (given an unchanged variable), so that
   * quiet ticks may be skipped.
   */
  default boolean ignoresSilence() {
    return true;
  }

  /**
   * Computes the answer.
   *
   * @param ticks length of the window in ticks
   * @param values receives one value per class
   * @return the winning class: the largest value, the first one on ties, unless the readout says
   *     otherwise; -1 for no decision, {@link #UNCHANGED} for no answer
   */
  int answer(double[][] state, long ticks, double[] values);

  /** Moves an overlapping window on by one step after an answer. */
  default void slide(double[][] state) {
    start(state);
  }
}
