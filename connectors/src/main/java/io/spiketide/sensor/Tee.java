package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import java.util.List;

/** Hands everything on to several sinks, in order. */
public final class Tee implements EventSink {
  private final List<EventSink> targets;

  public Tee(EventSink... targets) {
    this.targets = List.of(targets);
  }

  @Override
  public void event(long micros, int address, float value) {
    for (EventSink target : targets) {
      target.event(micros, address, value);
    }
  }

  @Override
  public void mark(EpisodeMark mark) {
    for (EventSink target : targets) {
      target.mark(mark);
    }
  }

  @Override
  public void dropped(long events) {
    for (EventSink target : targets) {
      target.dropped(events);
    }
  }
}
