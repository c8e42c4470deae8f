package io.spiketide.plasticity;

import io.spiketide.neuron.Spikes;

/**
 * A compiled learning rule: hooks that are called in this order within a tick. Immutable; what it
 * remembers is in the state that it is given. Hooks that take spikes or signals are called where
 * there are some. A rule without {@link #everyTick} must change nothing but in the other hooks, so
 * that ticks without spikes can be skipped.
 */
public interface Plasticity {

  /**
   * Spikes of source neurons are about to arrive: what a rule has put off for their weights must be
   * done now.
   *
   * @param spikes by source neuron
   */
  default void arriving(LearningState state, Spikes spikes, long tick) {}

  /**
   * All that has been put off must be done now: weights will be looked at or changed from outside,
   * or what is remembered begins anew. Called between ticks.
   */
  default void settle(LearningState state) {}

  /**
   * Spikes of source neurons arrive; their weights have just been added to the targets' input.
   *
   * @param spikes by source neuron
   */
  default void arrived(LearningState state, Spikes spikes, long tick) {}

  /**
   * Target neurons have fired.
   *
   * @param spikes by target neuron, counted from the first that is run here
   */
  default void fired(LearningState state, Spikes spikes, long tick) {}

  /** The tick is over; called only where {@link #everyTick} says so. */
  default void tick(LearningState state, long tick) {}

  /**
   * A learning signal has come for this tick: a reward as the count of address 0, a label as the
   * address of its class, a wanted spike as its target neuron, counted from the first that is run
   * here.
   */
  default void signal(LearningState state, Spikes signal, long tick) {}

  /**
   * An episode has ended before this tick.
   *
   * @param label index of the class that the episode is known to show, -1 if nobody said
   */
  default void episodeEnded(LearningState state, int label, long tick) {}

  /** What a weight of the description becomes in a new instance: one that the rule can hold. */
  default double initialWeight(double weight) {
    return weight;
  }

  /** Whether {@link #tick} must be called in every tick. */
  default boolean everyTick() {
    return false;
  }

  /** By how many ticks {@link #fired} is called later than the neurons fire. */
  default int postLag() {
    return 0;
  }
}
