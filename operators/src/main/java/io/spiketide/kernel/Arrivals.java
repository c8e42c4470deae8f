package io.spiketide.kernel;

import io.spiketide.encoding.TickEvents;
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

  /** Takes out the next mark of that kind at exactly that tick, null if there is none. */
  @Nullable Mark takeMark(long tick, boolean start);
}
