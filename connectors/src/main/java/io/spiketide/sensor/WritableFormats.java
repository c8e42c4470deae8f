package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The list of formats that recordings can be written in. A new one is one line. */
public final class WritableFormats {
  /** All of them. */
  public static final List<WritableFormat> ALL =
      List.of(new CsvOutput(), new EventStreamOutput(), new Aedat4Output(), new PacketsOutput());

  private WritableFormats() {}

  public static List<String> names() {
    return ALL.stream().map(WritableFormat::name).toList();
  }

  /** The format of a name. */
  public static Optional<WritableFormat> named(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }

  /** The format that files of such a name have. */
  public static Optional<WritableFormat> ofFile(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ALL.stream().filter(format -> name.endsWith(format.ending())).findFirst();
  }
}
