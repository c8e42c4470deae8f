package io.spiketide.cli;

import io.spiketide.job.Rights;
import io.spiketide.plot.RasterImage;
import io.spiketide.plot.RasterText;
import io.spiketide.plot.SpikeRaster;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.sensor.Excerpt;
import io.spiketide.sensor.Playlist;
import io.spiketide.sensor.PlaylistClock;
import io.spiketide.sensor.SensorException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code spiketide raster [FILE]}: draws the spikes of the topic or the events of a recording, in
 * the terminal or as a PNG file.
 */
@Command(
    name = "raster",
    mixinStandardHelpOptions = true,
    description =
        "Draws the spikes of one instance, or the events of a recording, in the terminal or as a PNG"
            + " file: time to the right, neurons or addresses upwards.",
    footer = {
      "",
      "Examples:",
      "  spiketide raster --instance camera-1 --out raster.png",
      "  spiketide raster --from 1s --to 1200ms --out raster.png recording.raw"
    })
final class RasterCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int LINE_NUMBERS = 8;

  private final Console console;
  private final SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
  private final ReplayFilter filter = new ReplayFilter();

  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin RecordingOptions recording = new RecordingOptions();
  @Mixin ExcerptOptions excerpt = new ExcerptOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A recording (default: the topic of spikes).")
  @Nullable Path file;

  @Option(
      names = "--instance",
      paramLabel = "KEY",
      description = "Which instance (default: the first that is met).")
  @Nullable String instance;

  @Option(
      names = "--population",
      paramLabel = "NAME",
      description = "Only this population; may be repeated.")
  List<String> populations = List.of();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Only from this event time on, such as 2026-03-01T12:00:00Z; in a recording, from so long"
              + " after its begin, such as 2s.")
  @Nullable String from;

  @Option(names = "--out", paramLabel = "FILE", description = "Write a PNG file.")
  @Nullable Path out;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "100",
      description = "Columns in the terminal (default 100).")
  int width = 100;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "16",
      description = "Most lines per population in the terminal (default 16).")
  int rows = 16;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Most spikes or events that are drawn (default 200000).")
  int limit = 200_000;

  RasterCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws SensorException {
    if (width < 1 || rows < 1 || limit < 1) {
      throw UserException.badInput("--width, --rows and --limit are above 0; correct them");
    }
    Path given = file;
    if (given == null) {
      SpikeRaster spikes = ofTopic();
      draw(spikes, "spikes", String.valueOf(instance));
    } else {
      draw(ofRecording(given), "events", String.valueOf(given.getFileName()));
    }
    return ExitCode.OK.code();
  }

  private SpikeRaster ofRecording(Path given) throws SensorException {
    if (instance != null || !populations.isEmpty()) {
      throw UserException.badInput(
          "--instance, --population: a recording has none; leave them out, or FILE");
    }
    Excerpt part = excerpt.excerpt(fromBegin(), 1);
    SpikeRaster raster;
    try (Playlist playlist =
        new Playlist(
            List.of(given), recording.read(given), PlaylistClock.asRecorded(), false, part)) {
      raster = RecordingRaster.of(playlist, limit);
    } catch (IllegalArgumentException e) {
      throw UserException.badInput("--roi: " + e.getMessage());
    }
    if (raster.size() == 0) {
      throw UserException.badInput(
          given + ": no events there; check --from, --to and --roi, spiketide info tells the span");
    }
    return raster;
  }

  private TimeSpan fromBegin() {
    try {
      return from == null ? new TimeSpan(0) : new TimeSpan.Converter().convert(from);
    } catch (TypeConversionException e) {
      throw UserException.badInput("--from: " + e.getMessage());
    }
  }

  private long fromMillis(String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException e) {
      throw UserException.badInput(
          "--from: '" + text + "' is no time; write such as 2026-03-01T12:00:00Z");
    }
  }

  private SpikeRaster ofTopic() {
    if (excerpt.isGiven()) {
      throw UserException.badInput("--to, --roi: of a recording alone; name its FILE");
    }
    OptionalLong start = from == null ? OptionalLong.empty() : OptionalLong.of(fromMillis(from));
    SpikeRaster raster = new SpikeRaster(limit);
    String topic = kafka.topics().spikes();
    try (TopicReader reader =
        new TopicReader(kafka.connect(console, Rights.ofReader(topic)), topic)) {
      Map<TopicPartition, Long> end = reader.end();
      if (start.isEmpty()) {
        reader.seekToStart();
      } else {
        reader.seekToTime(start.getAsLong());
      }
      while (!reader.hasReached(end)) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          add(record, raster);
        }
        if (Thread.currentThread().isInterrupted()) {
          throw UserException.interrupted();
        }
      }
    }
    if (raster.size() == 0) {
      throw UserException.badInput(
          "topic "
              + topic
              + ": no spikes"
              + (instance == null ? "" : " of instance '" + instance + "'")
              + "; set publish: true at a population, or check the instance");
    }
    return raster;
  }

  private void add(ConsumerRecord<byte[], byte[]> record, SpikeRaster raster) {
    SpikePacket packet;
    try {
      packet = codec.decode(record.value());
    } catch (WireException e) {
      console.progress(
          "topic %s, partition %d, offset %d: %s; check its producer"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()));
      return;
    }
    if (instance == null) {
      instance = packet.instance();
    }
    boolean wanted =
        packet.instance().equals(instance)
            && (populations.isEmpty() || populations.contains(packet.population()));
    if (wanted && filter.isNew(RecordKeys.text(record.key()), packet.epoch(), packet.sequence())) {
      raster.add(packet);
    }
  }

  private void draw(SpikeRaster raster, String points, String of) {
    if (raster.omitted() > 0) {
      console.progress("there are more than " + limit + " " + points + "; raise --limit");
    }
    if (out == null) {
      RasterText.lines(raster, width - LINE_NUMBERS, rows).forEach(console::data);
      return;
    }
    try {
      RasterImage.write(raster, points + " of " + of, out);
    } catch (IOException e) {
      throw UserException.environment(out + ": cannot be written (" + e + "); choose another file");
    }
    console.progress(raster.size() + " " + points + " drawn");
    console.data(out.toString());
  }
}
