package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What open recordings of binary formats have in common: the bytes, what the user said, and the
 * faults that the user may want to go on after, each counted.
 */
abstract class Recording implements EventRecording {
  /** What ends a message about damage that can be skipped. */
  static final String KEEP_GOING = "give --keep-going to go on";

  final Path file;
  final ByteSource source;
  final ReadOptions options;
  private final Map<String, Long> skipped = new LinkedHashMap<>();
  private final Map<String, Long> besides = new LinkedHashMap<>();

  Recording(Path file, ByteSource source, ReadOptions options) {
    this.file = file;
    this.source = source;
    this.options = options;
  }

  @Override
  public final long bytesRead() {
    return source.rawBytes();
  }

  /**
   * An event whose time stamp lies before the one before it. It is delivered, if the user wants to
   * go on.
   *
   * @param index its place in the buffer
   */
  final void runsBack(int index, long before, long micros) throws SensorException {
    if (!options.keepGoing()) {
      throw at(
          index,
          "time stamp runs back by " + (before - micros) + " µs",
          "was the recording cut? " + KEEP_GOING);
    }
    skipped.merge("events earlier than one before them (kept)", 1L, Long::sum);
  }

  /** An event that lies outside the sensor. It is left out, if the user wants to go on. */
  final void outside(int index, long x, long y, PixelGrid grid) throws SensorException {
    if (!options.keepGoing()) {
      throw at(
          index,
          "event at x " + x + ", y " + y + " is outside " + grid,
          "give the sensor's --shape, or --keep-going to leave it out");
    }
    skipped.merge("events outside the sensor", 1L, Long::sum);
  }

  /** A file that ends within something. What is left is ignored, if the user wants to go on. */
  final void cut(int left, int needed, String what) throws SensorException {
    if (!options.keepGoing()) {
      throw source.fault(
          "the file ends after " + left + " of " + what + " " + needed + " bytes",
          "was it cut? give --keep-going to read up to there");
    }
    skipped.merge("bytes at the cut end", (long) left, Long::sum);
  }

  /** Counts what was left out because of damage. */
  final void skip(String what, long count) {
    skipped.merge(what, count, Long::sum);
  }

  /** Counts what is in the file but not of the stream that is read. */
  final void beside(String what, long count) {
    besides.merge(what, count, Long::sum);
  }

  /** A fault at a place of the buffer. */
  final SensorException at(int index, String fault, String mend) {
    return SensorException.atByte(file, source.offsetOf(index), fault, mend);
  }

  @Override
  public final Map<String, Long> skipped() {
    return Collections.unmodifiableMap(skipped);
  }

  @Override
  public final Map<String, Long> besides() {
    return Collections.unmodifiableMap(besides);
  }

  @Override
  public void close() {
    source.close();
  }
}
