package io.spiketide.cli;

import io.spiketide.sensor.FileHead;
import io.spiketide.sensor.Labels;
import io.spiketide.sensor.ReadOptions;
import io.spiketide.sensor.SensorException;
import io.spiketide.sensor.SensorFormats;
import io.spiketide.sensor.SensorStream;
import io.spiketide.sensor.TimeUnits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What recordings do not say themselves: options that {@code replay} reads them with. */
final class RecordingOptions {
  private static final String LABELS_FILE = "labels.csv";

  @Option(
      names = "--format",
      paramLabel = "NAME",
      completionCandidates = FormatNames.class,
      description = "Format, if the content does not tell: ${COMPLETION-CANDIDATES}.")
  @Nullable String format;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      defaultValue = "EVENTS",
      description = "What is read: events (default), imu, triggers or annotations.")
  SensorStream stream = SensorStream.EVENTS;

  @Option(
      names = "--part",
      paramLabel = "NAME",
      description =
          "Which part of a file with several: a camera's number, a variable, or a node and its"
              + " observable.")
  @Nullable String part;

  @Option(
      names = "--shape",
      paramLabel = "2xHxW",
      description = "The sensor's shape where the file does not tell, such as 2x34x34 or 12.")
  @Nullable String shape;

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      description = "Columns of a text table without a header line, such as t,x,y,p.")
  List<String> columns = List.of();

  @Option(
      names = "--time-unit",
      paramLabel = "UNIT",
      defaultValue = "US",
      description = "Unit of column t: ns, us, ms or s (default us).")
  TimeUnits unit = TimeUnits.US;

  @Option(
      names = "--step",
      paramLabel = "TIME",
      converter = TimeSpan.Converter.class,
      description = "What column 'step' counts, such as 5ms.")
  @Nullable TimeSpan step;

  @Option(
      names = "--episode",
      paramLabel = "TIME",
      converter = TimeSpan.Converter.class,
      description = "Length of an episode (default: as long as its events last).")
  @Nullable TimeSpan episode;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Table with a column 'sample' or 'file' and one of labels (default: labels.csv"
              + " beside the recording, if there is one).")
  @Nullable Path labels;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      defaultValue = "label",
      description = "Which column of the table is the label (default label).")
  String labelColumn = "label";

  @Option(
      names = {"--keep-going", "--allow-gaps"},
      description = "Skip and count what is damaged, instead of refusing the file.")
  boolean keepGoing;

  /** What {@code --format} may be. */
  static final class FormatNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    FormatNames() {
      super(SensorFormats.names());
    }
  }

  /** Everything above, with the labels read. */
  ReadOptions read(Path firstFile) throws SensorException {
    TimeSpan stepLength = step;
    TimeSpan episodeLength = episode;
    return new ReadOptions(
        format,
        stream,
        part,
        dimensions(),
        columns,
        unit,
        stepLength == null ? null : stepLength.micros(),
        episodeLength == null ? null : episodeLength.micros(),
        readLabels(firstFile),
        keepGoing);
  }

  private List<Integer> dimensions() {
    String text = shape;
    if (text == null) {
      return List.of();
    }
    return Shapes.parse(text);
  }

  private Labels readLabels(Path firstFile) throws SensorException {
    Path given = labels;
    if (given != null) {
      return Labels.read(given, labelColumn);
    }
    Path beside = firstFile.resolveSibling(LABELS_FILE);
    boolean isThere = Files.isRegularFile(beside) && FileHead.of(beside).size() > 0;
    return isThere ? Labels.read(beside, labelColumn) : Labels.NONE;
  }
}
