package io.spiketide.cli;

import io.spiketide.job.NetworkSource;
import io.spiketide.network.Network;
import io.spiketide.savepoint.Savepoint;
import io.spiketide.savepoint.StoredWeights;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.WeightSnapshotCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.weights.SnapshotShelf;
import io.spiketide.weights.WeightSet;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where learned weights are read from: options that several commands share. */
final class WeightSource {
  private static final Duration POLL = Duration.ofMillis(100);

  @Mixin NetworkSource network = new NetworkSource();
  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--instance",
      paramLabel = "KEY",
      required = true,
      description = "The instance that learned them.")
  String instance = "";

  @Option(
      names = "--projection",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only this projection (default: all).")
  String projection = "";

  @Option(
      names = "--snapshot",
      paramLabel = "NAME",
      description = "A snapshot of the topic of weights (default: the newest).")
  @Nullable String snapshot;

  @Option(
      names = "--savepoint",
      paramLabel = "PATH",
      description = "A savepoint or retained checkpoint instead of the topic.")
  @Nullable String savepoint;

  Network network(Console console) {
    return Descriptions.read(network, console).network();
  }

  /**
   * The weights that are meant.
   *
   * @throws UserException if there are none
   */
  List<WeightSet> read(Network described, Console console) {
    List<WeightSet> all =
        savepoint != null
            ? StoredWeights.of(Savepoint.open(savepoint), described, instance)
            : ofTopic(described, console, snapshot);
    List<WeightSet> meant =
        all.stream()
            .filter(w -> projection.isEmpty() || w.projection().equals(projection))
            .toList();
    if (meant.isEmpty()) {
      throw UserException.badInput(
          "no weights of %sinstance '%s' of network %s are there; take them with 'spiketide weights snapshot', or give --savepoint"
              .formatted(
                  projection.isEmpty() ? "" : "projection '" + projection + "' of ",
                  instance,
                  described.name()));
    }
    return meant;
  }

  /** The weights of a snapshot, or of the newest one, by projection. */
  List<WeightSet> ofTopic(Network described, Console console, @Nullable String name) {
    SnapshotShelf shelf = new SnapshotShelf();
    String topic = kafka.topics().weights();
    WeightSnapshotCodec codec = new WeightSnapshotCodec(WireFormat.DEFAULT);
    try (TopicReader reader = new TopicReader(kafka.connect(console), topic)) {
      reader.seekToStart();
      Map<TopicPartition, Long> end = reader.end();
      while (!reader.hasReached(end)) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          try {
            if (record.value() != null) {
              shelf.add(codec.decode(record.value()));
            }
          } catch (WireException e) {
            console.progress(
                "topic %s, partition %d, offset %d: %s"
                    .formatted(topic, record.partition(), record.offset(), e.getMessage()));
          }
        }
      }
    }
    List<SnapshotShelf.Name> ours =
        shelf.complete().stream()
            .filter(n -> n.network().equals(described.name()) && n.instance().equals(instance))
            .sorted(Comparator.comparingLong(n -> shelf.get(n).tick()))
            .toList();
    String meant = name;
    if (meant == null && !ours.isEmpty()) {
      meant = ours.get(ours.size() - 1).snapshot();
    }
    String chosen = meant;
    List<WeightSet> found =
        ours.stream().filter(n -> n.snapshot().equals(chosen)).map(shelf::get).toList();
    if (found.isEmpty() && name != null) {
      throw UserException.badInput(
          "--snapshot: there is no '%s' of instance '%s' of network %s; there are %s"
              .formatted(
                  name,
                  instance,
                  described.name(),
                  ours.stream().map(SnapshotShelf.Name::snapshot).distinct().toList()));
    }
    return found;
  }
}
