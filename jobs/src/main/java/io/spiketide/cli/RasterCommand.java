package io.spiketide.cli;

import io.spiketide.job.Rights;
import io.spiketide.plot.RasterImage;
import io.spiketide.plot.RasterText;
import io.spiketide.plot.SpikeRaster;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide raster}: draws the spikes of the topic, in the terminal or as a PNG file. */
@Command(
    name = "raster",
    mixinStandardHelpOptions = true,
    description = "Draws the spikes of one instance, in the terminal or as a PNG file.",
    footer = {"", "Example: spiketide raster --instance camera-1 --out raster.png"})
final class RasterCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int LINE_NUMBERS = 8;

  private final Console console;
  private final SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
  private final ReplayFilter filter = new ReplayFilter();

  @Mixin KafkaOptions kafka = new KafkaOptions();

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
      description = "Only from this event time on, such as 2026-03-01T12:00:00Z.")
  @Nullable Instant from;

  @Option(names = "--out", paramLabel = "FILE", description = "Write a PNG file.")
  @Nullable Path out;

  @Option(
      names = "--columns",
      paramLabel = "N",
      defaultValue = "100",
      description = "Width in the terminal (default 100).")
  int columns = 100;

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
      description = "Most spikes that are drawn (default 200000).")
  int limit = 200_000;

  RasterCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SpikeRaster raster = new SpikeRaster(limit);
    String topic = kafka.topics().spikes();
    try (TopicReader reader =
        new TopicReader(kafka.connect(console, Rights.ofReader(topic)), topic)) {
      Map<TopicPartition, Long> end = reader.end();
      if (from == null) {
        reader.seekToStart();
      } else {
        reader.seekToTime(from.toEpochMilli());
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
              + kafka.topics().spikes()
              + ": no spikes"
              + (instance == null ? "" : " of instance '" + instance + "'")
              + "; set publish: true at a population, or check the instance");
    }
    draw(raster);
    return ExitCode.OK.code();
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

  private void draw(SpikeRaster raster) {
    if (raster.omitted() > 0) {
      console.progress(
          raster.omitted() + " spikes beyond --limit " + limit + " are not drawn; raise it");
    }
    if (out == null) {
      RasterText.lines(raster, columns - LINE_NUMBERS, rows).forEach(console::data);
      return;
    }
    try {
      RasterImage.write(raster, "spikes of " + instance, out);
    } catch (IOException e) {
      throw UserException.environment(out + ": cannot be written (" + e + "); choose another file");
    }
    console.progress(raster.size() + " spikes drawn");
    console.data(out.toString());
  }
}
