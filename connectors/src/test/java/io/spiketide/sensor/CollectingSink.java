package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import java.util.ArrayList;
import java.util.List;

/** Keeps everything that is pushed into it. */
final class CollectingSink implements EventSink {
  record Event(long micros, int address, float value) {}

  final List<Event> events = new ArrayList<>();
  final List<EpisodeMark> marks = new ArrayList<>();

  @Override
  public void event(long micros, int address, float value) {
    events.add(new Event(micros, address, value));
  }

  @Override
  public void mark(EpisodeMark mark) {
    marks.add(mark);
  }

  @Override
  public void dropped(long lost) {
    throw new IllegalStateException("no recording here reports losses");
  }
}
