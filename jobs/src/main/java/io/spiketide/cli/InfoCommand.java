package io.spiketide.cli;

import io.spiketide.plot.SurveyImage;
import io.spiketide.sensor.EventDigest;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.RecordingSurvey;
import io.spiketide.sensor.SensorException;
import io.spiketide.sensor.SensorFormats;
import io.spiketide.sensor.Tee;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spiketide info FILE}: a recording at a glance. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description =
        "Shows a recording at a glance: format, counts, ON share, span, rate over time, gaps, hot"
            + " pixels, and what is damaged. Leaves with 1 if something is.",
    footer = {
      "",
      "Examples:",
      "  spiketide info recording.raw",
      "  spiketide info --digests --json recording.aedat4"
    })
final class InfoCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RecordingOptions recording = new RecordingOptions();

  @Parameters(paramLabel = "FILE", description = "A recording.")
  Path file = Path.of("");

  @Option(
      names = "--digests",
      description =
          "Also SHA-256 of the columns t, x, y and on as 64-bit integers, little-endian: files with"
              + " the same digests hold the same events.")
  boolean digests;

  @Option(names = "--png", paramLabel = "FILE", description = "Also draw rate and pixels as PNG.")
  @Nullable Path png;

  @Option(names = "--json", description = "Print it as JSON.")
  boolean json;

  InfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws SensorException {
    try (EventRecording source = SensorFormats.open(file, recording.read(file).keepingGoing())) {
      RecordingSurvey survey = new RecordingSurvey(source.header().shape());
      EventDigest digest = new EventDigest(source.header().shape());
      EventSink sink = digests ? new Tee(survey, digest) : survey;
      boolean more = true;
      while (more) {
        more = source.read(sink);
        if (Thread.currentThread().isInterrupted()) {
          throw UserException.interrupted();
        }
      }
      Map<String, String> hex = digests ? digest.hex() : Map.of();
      draw(survey);
      if (json) {
        Map<String, Object> facts = SurveyLines.facts(file, source, survey);
        hex.forEach((column, value) -> facts.put("sha256_" + column + "_i64le", value));
        console.json(facts);
      } else {
        SurveyLines.text(file, source, survey).forEach(console::data);
        new LinkedHashMap<>(hex)
            .forEach((column, value) -> console.data("sha256 of " + column + "  " + value));
      }
      boolean sound = source.skipped().isEmpty();
      return (sound ? ExitCode.OK : ExitCode.CHECK_FAILED).code();
    }
  }

  private void draw(RecordingSurvey survey) {
    Path target = png;
    if (target == null) {
      return;
    }
    try {
      SurveyImage.write(survey, String.valueOf(file.getFileName()), target);
    } catch (IOException e) {
      throw UserException.environment(
          target + ": cannot be written (" + e + "); choose another file");
    }
    console.progress(target.toString());
  }
}
