package io.spiketide.sensor;

import java.io.Closeable;
import java.util.Map;

/**
 * An open recording that is read once from its start to its end, in pieces that fit into memory.
 * Single-threaded.
 */
public interface EventRecording extends Closeable {

  /** What the recording says about itself. */
  RecordingHeader header();

  /**
   * Pushes the next events and marks into a sink, some tens of thousands at most.
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

  /**
   * What was damaged so far and passed over because the user wants to go on: how many of what, in
   * words.
   */
  default Map<String, Long> skipped() {
    return Map.of();
  }

  /**
   * What the recording holds beside the stream that is read, so far: how many of what, in words,
   * such as triggers or frames.
   */
  default Map<String, Long> besides() {
    return Map.of();
  }

  /** Bytes of the file that have been read so far; 0 where the format does not tell. */
  default long bytesRead() {
    return 0;
  }

  /** Closes the file; never fails, because nothing was written. */
  @Override
  void close();
}
