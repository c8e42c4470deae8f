package io.spiketide.compare;

import io.spiketide.compare.RecordedSamples.Event;
import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.Arrivals;
import io.spiketide.kernel.Mark;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one sample on the first input, and a mark that starts it at tick 0. */
final class SampleArrivals implements Arrivals {
  private final Deque<Event> waiting;
  private @Nullable Mark start;

  SampleArrivals(String name, List<Event> events) {
    waiting =
        new ArrayDeque<>(events.stream().sorted(Comparator.comparingLong(Event::tick)).toList());
    start = new Mark(0, true, name, "");
  }

  @Override
  public long nextTick() {
    if (start != null) {
      return 0;
    }
    return waiting.isEmpty() ? Long.MAX_VALUE : waiting.element().tick();
  }

  @Override
  public void take(int input, long tick, TickEvents into) {
    while (input == 0 && !waiting.isEmpty() && waiting.element().tick() == tick) {
      Event event = waiting.remove();
      into.add(event.address(), event.value());
    }
  }

  @Override
  public @Nullable Mark takeMark(long tick, boolean starts) {
    Mark taken = starts && tick == 0 ? start : null;
    if (taken != null) {
      start = null;
    }
    return taken;
  }
}
