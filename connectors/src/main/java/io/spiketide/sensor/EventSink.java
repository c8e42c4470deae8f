package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;

/** Takes the events and episode marks of one source, in the order in which they were recorded. */
public interface EventSink {

  /**
   * One event.
   *
   * @param micros event time in µs
   * @param address row-major flat index into the sensor's shape
   * @param value its value; 1 for a plain event
   */
  void event(long micros, int address, float value);

  /** The start or end of an episode; its time is in µs on the clock of the events. */
  void mark(EpisodeMark mark);

  /** The sensor reports that it lost so many events since its last report. */
  void dropped(long events);
}
