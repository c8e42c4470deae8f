package io.spiketide.kernel;

import io.spiketide.neuron.Spikes;

/** Receives what a run makes, in order of ticks. Arguments are valid during the call only. */
public interface KernelOutput {

  /**
   * The spikes of a population in one tick that is published or that other keys hear; called only
   * if there are any.
   *
   * @param population index in the description
   * @param spikes their neurons count from the first one that is run here
   */
  void spikes(int population, long tick, Spikes spikes);

  /**
   * A readout's answer.
   *
   * @param readout index in the description
   * @param episode id of the episode, empty for windows of ticks
   * @param trueLabel label of the episode's mark, empty if unknown
   * @param firstTick first tick of the window
   * @param endTick first tick after the window
   * @param winner winning class, -1 for no decision
   * @param values one value per class
   */
  void decision(
      int readout,
      String episode,
      String trueLabel,
      long firstTick,
      long endTick,
      int winner,
      double[] values);

  /**
   * A sample of a recorded state variable, after the update of the tick.
   *
   * @param recording index in the description
   * @param values one value per neuron
   */
  void sample(int recording, long tick, double[] values);

  /** All ticks below {@code tick} have been run; called after each tick and each skip. */
  default void reached(long tick) {}

  /**
   * The next tick at which {@link #reached} must be called even if the network rests; a run never
   * skips beyond it.
   */
  default long nextStop(long tick) {
    return Long.MAX_VALUE;
  }
}
