package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;

/**
 * Promises through the silences of a recording, as a live sensor does with heartbeats, so that the
 * network goes on while nothing happens. Single-threaded.
 */
public final class SilenceFiller implements EventSink {
  /** A longer silence has longer intervals. */
  private static final long MOST_HEARTBEATS = 100_000;

  private final PacketCutter target;
  private final long intervalMicros;
  private long last = Promise.NONE;

  /**
   * @param intervalMicros event time between two promises in µs; {@link Long#MAX_VALUE} for none
   */
  public SilenceFiller(PacketCutter target, long intervalMicros) {
    if (intervalMicros < 1) {
      throw new IllegalArgumentException("heartbeats every " + intervalMicros + " µs");
    }
    this.target = target;
    this.intervalMicros = intervalMicros;
  }

  @Override
  public void event(long micros, int address, float value) {
    fillUpTo(micros);
    target.event(micros, address, value);
  }

  @Override
  public void mark(EpisodeMark mark) {
    fillUpTo(mark.time());
    target.mark(mark);
  }

  @Override
  public void dropped(long events) {
    target.dropped(events);
  }

  private void fillUpTo(long micros) {
    long silence = last == Promise.NONE ? 0 : micros - last;
    if (silence > intervalMicros) {
      target.reach(micros);
      long step = Math.max(intervalMicros, silence / MOST_HEARTBEATS);
      for (long passed = step; passed < silence; passed += step) {
        target.promise(last + passed);
      }
    }
    last = Math.max(last, micros);
  }
}
