package io.spiketide.neuron;

import io.spiketide.random.CounterRandom;

/**
 * The compiled update of one population. Immutable: all state is in the arrays that it is given, so
 * one object serves every instance and every thread.
 */
public interface Dynamics {

  /**
   * Advances every neuron by one tick: arrivals, state update, threshold, reset.
   *
   * @param state current values, shape {@code [variables][neurons]}, updated in place
   * @param input summed arrivals of this tick, shape {@code [receptors][neurons]}; not modified
   * @param tick the tick
   * @param noise random numbers of this population and instance
   * @param spikes empty; receives the neurons that fire, ascending
   */
  void step(double[][] state, double[][] input, long tick, CounterRandom noise, Spikes spikes);

  /**
   * Whether, without arrivals, the next state is a function of the present state alone (no noise,
   * no use of the tick). A population that has come to rest is then not run until something
   * arrives.
   */
  default boolean autonomous() {
    return true;
  }
}
