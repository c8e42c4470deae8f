package io.spiketide.simulation;

import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.Arrivals;
import io.spiketide.kernel.Mark;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.SensorException;
import io.spiketide.time.TimeBase;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The events and marks of a recording, whose times ascend, for the first input of a network. */
final class RecordedArrivals implements Arrivals, EventSink {
  private final EventRecording recording;
  private final TimeBase time;
  private final Deque<Event> events = new ArrayDeque<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private long heard = Long.MIN_VALUE;

  private record Event(long tick, int address, float value) {}

  RecordedArrivals(EventRecording recording, TimeBase time) {
    this.recording = recording;
    this.time = time;
  }

  /**
   * Reads on until nothing below a tick is missing.
   *
   * @throws IllegalArgumentException if the recording cannot be read
   */
  void readUntil(long tick) {
    try {
      while (heard < tick) {
        if (!recording.read(this)) {
          heard = Long.MAX_VALUE;
        }
      }
    } catch (SensorException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public long nextTick() {
    long event = events.isEmpty() ? Long.MAX_VALUE : events.getFirst().tick();
    return marks.isEmpty() ? event : Math.min(event, marks.getFirst().tick());
  }

  @Override
  public void take(int input, long tick, TickEvents into) {
    while (input == 0 && !events.isEmpty() && events.getFirst().tick() == tick) {
      Event event = events.removeFirst();
      into.add(event.address(), event.value());
    }
  }

  @Override
  public @Nullable Mark takeMark(long tick, boolean start) {
    Mark mark = marks.peekFirst();
    return mark != null && mark.tick() == tick && mark.start() == start
        ? marks.removeFirst()
        : null;
  }

  @Override
  public void event(long micros, int address, float value) {
    heard = time.tickOf(micros);
    events.addLast(new Event(heard, address, value));
  }

  @Override
  public void mark(EpisodeMark mark) {
    boolean start = mark.kind() == EpisodeMark.Kind.START;
    heard = start ? time.tickOf(mark.time()) : time.tickCeil(mark.time());
    marks.addLast(new Mark(heard, start, mark.id(), mark.label()));
  }

  @Override
  public void dropped(long events) {
    // of no concern here
  }
}
