package io.spiketide.sensor;

import java.nio.file.Path;

/** Reads whole recordings for tests. */
final class ReadRecording {
  private ReadRecording() {}

  static CollectingSink all(Path file, ReadOptions options) throws SensorException {
    CollectingSink sink = new CollectingSink();
    try (EventRecording recording = SensorFormats.open(file, options)) {
      recording.readAll(sink);
    }
    return sink;
  }

  static CollectingSink all(Path file) throws SensorException {
    return all(file, ReadOptions.DEFAULT);
  }
}
