package io.spiketide.simulation;

import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.Arrivals;
import io.spiketide.kernel.Mark;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.SensorException;
import io.spiketide.time.TimeBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events and marks of recordings, whose times ascend, one for each of some inputs. */
final class RecordedArrivals implements Arrivals {
  private final List<Track> tracks = new ArrayList<>();

  private record Event(long tick, int address, float value) {}

  /**
   * @param recordings by the names of their inputs
   * @throws IllegalArgumentException if there is no such input
   */
  RecordedArrivals(Network network, Map<String, EventRecording> recordings) {
    List<String> inputs = network.inputs().stream().map(Input::name).toList();
    for (String name : recordings.keySet()) {
      if (!inputs.contains(name)) {
        throw new IllegalArgumentException(
            "there is no input '" + name + "' for what is to be shown; the network has " + inputs);
      }
    }
    for (int i = 0; i < inputs.size(); i++) {
      EventRecording recording = recordings.get(inputs.get(i));
      if (recording != null) {
        tracks.add(new Track(i, recording, network.time()));
      }
    }
  }

  /**
   * Reads on until nothing below a tick is missing.
   *
   * @throws IllegalArgumentException if a recording cannot be read
   */
  void readUntil(long tick) {
    try {
      for (Track track : tracks) {
        track.readUntil(tick);
      }
    } catch (SensorException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public long nextTick() {
    long next = Long.MAX_VALUE;
    for (Track track : tracks) {
      next = Math.min(next, track.nextTick());
    }
    return next;
  }

  @Override
  public void take(int input, long tick, TickEvents into) {
    for (Track track : tracks) {
      if (track.input == input) {
        track.take(tick, into);
      }
    }
  }

  @Override
  public @Nullable Mark takeMark(long tick, boolean start) {
    for (Track track : tracks) {
      Mark mark = track.marks.peekFirst();
      if (mark != null && mark.tick() == tick && mark.start() == start) {
        return track.marks.removeFirst();
      }
    }
    return null;
  }

  /** What is known of one recording and has not been taken. */
  private static final class Track implements EventSink {
    private final int input;
    private final EventRecording recording;
    private final TimeBase time;
    private final Deque<Event> events = new ArrayDeque<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long heard = Long.MIN_VALUE;

    Track(int input, EventRecording recording, TimeBase time) {
      this.input = input;
      this.recording = recording;
      this.time = time;
    }

    void readUntil(long tick) throws SensorException {
      while (heard < tick) {
        if (!recording.read(this)) {
          heard = Long.MAX_VALUE;
        }
      }
    }

    long nextTick() {
      long event = events.isEmpty() ? Long.MAX_VALUE : events.getFirst().tick();
      return marks.isEmpty() ? event : Math.min(event, marks.getFirst().tick());
    }

    void take(long tick, TickEvents into) {
      while (!events.isEmpty() && events.getFirst().tick() == tick) {
        Event event = events.removeFirst();
        into.add(event.address(), event.value());
      }
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
    public void dropped(long lost) {
      // of no concern here
    }
  }
}
