package io.spiketide.encoding;

import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * The compiled encoder of one input. All state is in the arrays that it is given, so one object
 * serves every instance; with memory of its own for intermediate results it serves one thread.
 */
public interface Encoding {

  /** An encoding of the same kind with memory of its own, if it needs any; else this one. */
  default Encoding forOneThread() {
    return this;
  }

  /** The state arrays by name and initial content, in the order of {@code state}; may be empty. */
  List<StateArray> state();

  /**
   * Encodes one tick.
   *
   * @param events the events of this tick, maybe none
   * @param state current values, one array per entry of {@link #state()}, updated in place
   * @param tick the tick
   * @param noise random numbers of this input and instance
   * @param spikes empty; receives the input neurons that fire, as {@link #ordered} says
   */
  void encode(TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes);

  /**
   * Whether neurons come ascending, without repeats and without counts of 0. Otherwise they come as
   * events do, any number for each neuron in the order in which they count, and are added up where
   * no other encoder follows.
   */
  default boolean ordered() {
    return true;
  }

  /**
   * Whether a tick without events makes no spikes and changes no state, whatever the state is. May
   * be weakened by {@link #quiet}.
   */
  default boolean autonomous() {
    return true;
  }

  /**
   * Whether, in this state, ticks without events make no spikes and change no state until the next
   * event. Asked only where {@link #autonomous} is false.
   */
  default boolean quiet(double[][] state) {
    return false;
  }
}
