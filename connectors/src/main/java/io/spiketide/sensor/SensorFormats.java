package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.List;

/** The list of recording formats, in the order in which a file is tried. A new one is one line. */
public final class SensorFormats {
  /** All formats; those with a magic number come first, because they cannot be mistaken. */
  public static final List<SensorFormat> ALL = List.of(new NmnistFormat(), new CsvFormat());

  private SensorFormats() {}

  /**
   * Opens a recording; its format is told from its content.
   *
   * @throws SensorException if the format is unknown or the file damaged
   */
  public static EventRecording open(Path file, ReadOptions options) throws SensorException {
    FileHead head = FileHead.of(file);
    for (SensorFormat format : ALL) {
      if (format.recognises(head, options)) {
        return format.open(file, options);
      }
    }
    throw SensorException.ofFile(
        file,
        head.size() == 0 ? "the file is empty" : "the content is of no known format",
        "use one of " + names() + "; for text, name the columns");
  }

  /** The names of all formats, in the order of the list. */
  public static List<String> names() {
    return ALL.stream().map(SensorFormat::name).toList();
  }
}
