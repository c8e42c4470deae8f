package io.spiketide.sensor;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What writers of files have in common: the file, its faults, and the count of what is left out.
 */
abstract class FileWriter implements RecordingWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  final Path file;
  private final Map<String, Long> leftOut = new LinkedHashMap<>();

  FileWriter(Path file) {
    this.file = file;
  }

  static OutputStream create(Path file) throws SensorException {
    try {
      return new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  static SensorException unwritable(Path file, IOException e) {
    return SensorException.ofFile(file, "cannot be written: " + e, "check folder and disk");
  }

  /** The disk does not take what is written. */
  final UncheckedSensorException failed(IOException e) {
    return new UncheckedSensorException(unwritable(file, e));
  }

  /** The format does not take what comes. */
  final UncheckedSensorException refused(String fault, String mend) {
    return new UncheckedSensorException(SensorException.ofFile(file, fault, mend));
  }

  /** Refuses events that do not just count 1. */
  final void expectPlain(long micros, float value) {
    if (value != 1) {
      throw refused(
          "an event of value " + value + " at " + micros + " µs has no place in this format",
          "write csv or packets");
    }
  }

  final void leaveOut(String what, long count) {
    leftOut.merge(what, count, Long::sum);
  }

  @Override
  public final Map<String, Long> leftOut() {
    return Collections.unmodifiableMap(leftOut);
  }
}
