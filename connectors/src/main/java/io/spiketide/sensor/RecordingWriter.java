package io.spiketide.sensor;

import java.util.Map;

/**
 * Writes events and marks to a file of some format, in the order in which they come.
 * Single-threaded.
 *
 * <p>The methods of {@link EventSink} throw {@link UncheckedSensorException} where the format
 * cannot hold what comes, or the disk cannot.
 */
public interface RecordingWriter extends EventSink, AutoCloseable {

  /** What the format has no place for and left out so far: how many of what, in words. */
  Map<String, Long> leftOut();

  /**
   * Completes the file and closes it.
   *
   * @throws SensorException if that fails
   */
  @Override
  void close() throws SensorException;
}
