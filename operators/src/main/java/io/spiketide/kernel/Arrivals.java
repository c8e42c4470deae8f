package io.spiketide.kernel;

import io.spiketide.encoding.TickEvents;
import io.spiketide.neuron.Spikes;
import org.jspecify.annotations.Nullable;

/** The events and marks of one instance that are complete up to the tick that is run to. */
public interface Arrivals {

  /** The earliest tick that has an event or mark, {@link Long#MAX_VALUE} if there is none. */
  long nextTick();

  /**
   * Takes the events of a tick out of the waiting ones.
   *
   * @param input index of the input in the description
   * @param into empty; receives the events in canonical order: source, then the source's own order
   */
  void take(int input, long tick, TickEvents into);

  /**
   * The tick of the earliest spike of a channel that waits, {@link Long#MAX_VALUE} if none does.
   */
  default long firstSpike(int channel) {
    return Long.MAX_VALUE;
  }

  /**
   * Takes the spikes out that a channel brought of a tick; earlier ones are forgotten.
   *
   * @param channel index among the network's channels
   * @param into receives the spikes behind those that it has
   */
  default void takeSpikes(int channel, long tick, Spikes into) {
    // no other key fires
  }

  /** Takes out the next mark of that kind at exactly that tick, null if there is none. */
  @Nullable Mark takeMark(long tick, boolean start);
}
