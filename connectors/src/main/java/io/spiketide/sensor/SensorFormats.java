package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The list of recording formats, in the order in which a file is tried. A new one is one line. */
public final class SensorFormats {
  /** All formats; those with a magic number come first, because they cannot be mistaken. */
  public static final List<SensorFormat> ALL =
      List.of(
          new Evt2Format(),
          new Evt21Format(),
          new Evt3Format(),
          new DatFormat(),
          new Aedat2Format(),
          new Aedat3Format(),
          new Aedat4Format(),
          new EventStreamFormat(),
          new PacketsFormat(),
          new StMnistFormat(),
          new NirDataFormat(),
          new ShdFormat(),
          new WavFormat(),
          new IdxFormat(),
          new WfdbFormat(),
          new NmnistFormat(),
          new Bs1Format(),
          new CsvFormat());

  private SensorFormats() {}

  /**
   * Opens a recording; its format is told from its content, unless the options name it.
   *
   * @throws SensorException if the format is unknown or the file damaged
   */
  public static EventRecording open(Path file, ReadOptions options) throws SensorException {
    SensorFormat format = of(FileHead.of(file), options);
    if (!format.streams().contains(options.stream())) {
      throw noStream(file, options.stream(), format.streams());
    }
    return format.open(file, options);
  }

  /** The fault that a recording does not hold what is asked for. */
  static SensorException noStream(Path file, SensorStream wanted, Set<SensorStream> there) {
    String known =
        Arrays.stream(SensorStream.values())
            .filter(there::contains)
            .map(SensorStream::symbol)
            .collect(Collectors.joining(", "));
    return SensorException.ofFile(
        file, "there is no stream '" + wanted.symbol() + "'", "use --stream " + known);
  }

  private static SensorFormat of(FileHead head, ReadOptions options) throws SensorException {
    String name = options.format();
    if (name != null) {
      return named(name)
          .orElseThrow(
              () ->
                  SensorException.ofFile(
                      head.file(), "unknown format '" + name + "'", "use one of " + names()));
    }
    for (SensorFormat format : ALL) {
      if (format.recognises(head, options)) {
        return format;
      }
    }
    throw SensorException.ofFile(
        head.file(),
        head.size() == 0 ? "the file is empty" : "the content is of no known format",
        "use one of " + names() + "; for text, name the columns");
  }

  /** The format of a name. */
  public static Optional<SensorFormat> named(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }

  /** The names of all formats, in the order of the list. */
  public static List<String> names() {
    return ALL.stream().map(SensorFormat::name).toList();
  }
}
