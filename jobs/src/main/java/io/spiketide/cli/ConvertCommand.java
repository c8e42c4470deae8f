package io.spiketide.cli;

import io.spiketide.sensor.Conversion;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.SensorException;
import io.spiketide.sensor.SensorFormats;
import io.spiketide.sensor.WritableFormat;
import io.spiketide.sensor.WritableFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spiketide convert FILE OUT}: a recording in another format. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description =
        "Writes a recording in another format, event by event. What the format has no place for is"
            + " refused or counted.",
    footer = {
      "",
      "Examples:",
      "  spiketide convert recording.raw recording.aedat4",
      "  spiketide convert --stream imu recording.aedat4 imu.csv"
    })
final class ConvertCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RecordingOptions recording = new RecordingOptions();

  @Parameters(index = "0", paramLabel = "FILE", description = "A recording.")
  Path file = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
  Path out = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description =
          "Format to write: ${COMPLETION-CANDIDATES} (default: as OUT ends, .csv, .es, .aedat4 or"
              + " .avro).")
  @Nullable String to;

  @Option(names = "--rebase", description = "Let the first event be at time 0.")
  boolean rebase;

  @Option(names = "--json", description = "Print the counts as JSON.")
  boolean json;

  /** What {@code --to} may be. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      super(WritableFormats.names());
    }
  }

  ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws SensorException {
    WritableFormat format = format();
    if (Files.exists(out) && out.toAbsolutePath().equals(file.toAbsolutePath())) {
      throw UserException.badInput(out + ": is the recording itself; name another file");
    }
    try (EventRecording source = SensorFormats.open(file, recording.read(file))) {
      Conversion.Report report = Conversion.run(source, out, format, rebase);
      if (json) {
        console.json(report);
      } else {
        print(report, source, format);
      }
    }
    return ExitCode.OK.code();
  }

  private void print(Conversion.Report report, EventRecording source, WritableFormat format) {
    console.data(
        String.format(
            Locale.ROOT, "%,d events and %,d marks in %s", report.events(), report.marks(), out));
    if (report.shiftMicros() != 0) {
      console.progress("all times are " + report.shiftMicros() + " µs earlier");
    }
    if (format.name().equals("csv") && !source.header().shape().isEmpty()) {
      console.progress("to read it, give --shape " + Shapes.text(source.header().shape()));
    }
    tell("left out: ", report.leftOut());
    tell("skipped: ", report.skipped());
    tell("not converted: ", report.besides());
  }

  private void tell(String what, Map<String, Long> counts) {
    counts.forEach((name, count) -> console.progress(what + count + " " + name));
  }

  private WritableFormat format() {
    String name = to;
    if (name == null) {
      return WritableFormats.ofFile(out)
          .orElseThrow(
              () ->
                  UserException.badInput(
                      out
                          + ": its ending tells no format; give --to, one of "
                          + WritableFormats.names()));
    }
    return WritableFormats.named(name)
        .orElseThrow(
            () ->
                UserException.badInput(
                    "--to: unknown format '" + name + "'; use one of " + WritableFormats.names()));
  }
}
