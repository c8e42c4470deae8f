package io.spiketide.ingest;

/** Takes events as a sensor wrote them: nothing is unwrapped or checked yet. */
public interface RawSink {
  /**
   * An event with the sensor's own time stamp.
   *
   * @param stamp in µs, from 0 to where the stamps of this sensor start again
   */
  void event(long stamp, int x, int y, boolean on);

  /** An event whose time is that of its arrival. */
  void untimed(int x, int y, boolean on);

  /** Something that is no event, such as a word of the sensor about itself. */
  void special();
}
