package io.spiketide.sensor;

import java.nio.file.Path;

/**
 * A file format that recordings can be written in.
 *
 * <p>To add one: write a class that implements this interface and add one line to {@link
 * WritableFormats}. Where it can be read as well, its name is the same.
 */
public interface WritableFormat {

  /** The name on command lines, lower case with hyphens. */
  String name();

  /** One sentence for {@code --help} and the reference page. */
  String summary();

  /** How names of its files end, such as {@code .csv}. */
  String ending();

  /**
   * Starts a file; an existing one is replaced.
   *
   * @param header what the recording that will be written says about itself
   * @throws SensorException if the format cannot hold such a recording, or the file cannot be
   *     written
   */
  RecordingWriter create(Path file, RecordingHeader header) throws SensorException;
}
