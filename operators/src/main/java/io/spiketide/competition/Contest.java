package io.spiketide.competition;

import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * The compiled competition of one population. Immutable: all state is in the arrays that it is
 * given. In ticks in which no neuron reaches its threshold it is not called.
 */
public interface Contest {
  /** Draw of the population's random numbers that no neuron model uses. */
  int DRAW = -2;

  /** What it remembers until an episode resets the network. */
  default List<StateArray> state() {
    return List.of();
  }

  /** What stays over episodes; stands behind {@link #state} in {@link ContestState#own}. */
  default List<StateArray> lasting() {
    return List.of();
  }

  /**
   * Takes away the spikes of those that lose.
   *
   * @param fired spikes of neurons that have reached their threshold
   * @param winners receives the spikes that teach, where {@link #choosesTeachers}; empty before
   * @param noise random numbers of the population, of which {@link #DRAW} belongs to the contest
   */
  void judge(ContestState state, Spikes fired, Spikes winners, long tick, CounterRandom noise);

  /** Whether projections onto the population learn from its winners only, not from all spikes. */
  default boolean choosesTeachers() {
    return false;
  }

  /** Whether it may judge otherwise in another tick with the same spikes and state. */
  default boolean dependsOnTick() {
    return false;
  }
}
