package io.spiketide.sensor;

import java.io.Closeable;

/**
 * An open recording that is read once from its start to its end, in pieces that fit into memory.
 * Single-threaded.
 */
public interface EventRecording extends Closeable {

  /** What the recording says about itself. */
  RecordingHeader header();

  /**
   * Pushes the next events and marks into a sink, a few thousand at most.
   *
   * @return false when the end was reached before this call and nothing was pushed
   * @throws SensorException if the recording is damaged or cannot be read; says where
   */
  boolean read(EventSink sink) throws SensorException;

  /** Pushes everything that is left into a sink. */
  default void readAll(EventSink sink) throws SensorException {
    boolean more = true;
    while (more) {
      more = read(sink);
    }
  }

  /** Closes the file; never fails, because nothing was written. */
  @Override
  void close();
}
