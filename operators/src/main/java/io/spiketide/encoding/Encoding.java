package io.spiketide.encoding;

import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * The compiled encoder of one input. Immutable: all state is in the arrays that it is given, so one
 * object serves every instance and every thread.
 */
public interface Encoding {

  /** The state arrays by name and initial content, in the order of {@code state}; may be empty. */
  List<StateArray> state();

  /**
   * Encodes one tick.
   *
   * @param events the events of this tick, maybe none
   * @param state current values, one array per entry of {@link #state()}, updated in place
   * @param tick the tick
   * @param noise random numbers of this input and instance
   * @param spikes empty; receives the input neurons that fire, ascending, without repeats
   */
  void encode(TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes);

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
