package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.Set;

/**
 * A file format of sensor recordings.
 *
 * <p>To add one: write a class that implements this interface and add one line to {@link
 * SensorFormats}.
 */
public interface SensorFormat {

  /** The name on command lines, lower case with hyphens. */
  String name();

  /** One sentence for {@code --help} and the reference page. */
  String summary();

  /** What its recordings may hold; a file that lacks what is asked for is refused. */
  default Set<SensorStream> streams() {
    return Set.of(SensorStream.EVENTS);
  }

  /** Whether a file that starts like this is of this format. */
  boolean recognises(FileHead head, ReadOptions options);

  /**
   * Opens a recording.
   *
   * @throws SensorException if it cannot be opened, or an option that it needs is missing
   */
  EventRecording open(Path file, ReadOptions options) throws SensorException;
}
