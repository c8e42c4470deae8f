package io.spiketide.demo;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.RecordingHeader;
import java.util.List;
import java.util.OptionalLong;

/** What comes to one input in trials of one length that follow each other, each an episode. */
final class Trials implements EventRecording {
  private static final long MICROS_PER_MILLI = 1_000;

  private final String name;
  private final int addresses;
  private final int millis;
  private final Trial trial;
  private boolean ended;
  private long next;

  /** Makes a trial; a function of its number alone. */
  interface Trial {
    /** What the trial shows, empty if that is no class; null where another input marks episodes. */
    @org.jspecify.annotations.Nullable
    String label(long trial);

    /**
     * The events of a millisecond.
     *
     * @param millis from 0 on, within the trial
     * @param events takes address and value
     */
    void events(long trial, int millis, Events events);
  }

  /** Takes events. */
  interface Events {
    void add(int address, double value);
  }

  /**
   * @param addresses of the input
   * @param millis length of a trial
   */
  Trials(String name, int addresses, int millis, Trial trial) {
    this.name = name;
    this.addresses = addresses;
    this.millis = millis;
    this.trial = trial;
  }

  @Override
  public RecordingHeader header() {
    boolean marks = trial.label(0) != null;
    return new RecordingHeader(name, List.of(addresses), OptionalLong.of(0), marks);
  }

  /** Pushes one trial. */
  @Override
  public boolean read(EventSink sink) {
    if (ended) {
      return false;
    }
    long start = next * millis * MICROS_PER_MILLI;
    String label = trial.label(next);
    String id = String.valueOf(next);
    if (label != null) {
      sink.mark(EpisodeMark.start(start, id, label));
    }
    for (int t = 0; t < millis; t++) {
      long micros = start + t * MICROS_PER_MILLI;
      trial.events(next, t, (address, value) -> sink.event(micros, address, (float) value));
    }
    if (label != null) {
      sink.mark(EpisodeMark.end(start + millis * MICROS_PER_MILLI, id));
    }
    next++;
    return true;
  }

  @Override
  public void close() {
    ended = true;
  }
}
