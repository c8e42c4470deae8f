package io.spiketide.cli;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.job.Rights;
import io.spiketide.schema.WireException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spiketide tail TOPIC}: shows the packets of a topic as they come. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = "Shows the packets of a topic as they come, one a line.",
    footer = {"", "Example: spiketide tail decisions --json"})
final class TailCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Console console;

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Parameters(
      paramLabel = "TOPIC",
      description = "Which topic, without the prefix: sensor-events, spikes, decisions, …")
  String topic = "";

  @Option(names = "--json", description = "Print JSON, one packet a line.")
  boolean json;

  @Option(names = "--from-start", description = "Begin with the oldest packet, not with the next.")
  boolean fromStart;

  @Option(names = "--until-end", description = "Stop at the newest packet; implies --from-start.")
  boolean untilEnd;

  @Option(
      names = "--committed",
      description = "Leave out what is not committed; for decisions that are sent exactly once.")
  boolean committed;

  @Option(
      names = {"-n", "--max"},
      paramLabel = "N",
      description = "Stop after N packets.")
  long max = Long.MAX_VALUE;

  @Option(names = "--instance", paramLabel = "KEY", description = "Only packets of this instance.")
  @Nullable String instance;

  private long shown;

  TailCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PacketKind<?> kind =
        PacketKind.ALL.stream()
            .filter(k -> k.topic().equals(topic))
            .findFirst()
            .orElseThrow(
                () ->
                    UserException.badInput(
                        "tail: unknown topic '" + topic + "'; use one of " + PacketKind.topics()));
    String name = kafka.topics().prefix() + topic;
    try (TopicReader reader = new TopicReader(client(name), name)) {
      if (fromStart || untilEnd) {
        reader.seekToStart();
      } else {
        reader.seekToEnd();
      }
      Map<TopicPartition, Long> end = reader.end();
      while (shown < max && !(untilEnd && reader.hasReached(end))) {
        show(reader.poll(POLL), kind);
        if (Thread.currentThread().isInterrupted()) {
          throw UserException.interrupted();
        }
      }
    }
    console.progress(shown + " packets");
    return ExitCode.OK.code();
  }

  private ClientProperties client(String name) {
    ClientProperties client = kafka.connect(console, Rights.ofReader(name));
    return committed
        ? client.with(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        : client;
  }

  private void show(List<ConsumerRecord<byte[], byte[]>> records, PacketKind<?> kind) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (shown == max) {
        return;
      }
      String key = RecordKeys.text(record.key());
      if (instance == null || key.equals(instance) || key.startsWith(instance + '/')) {
        show(record, key, kind);
        shown++;
      }
    }
  }

  private <T> void show(ConsumerRecord<byte[], byte[]> record, String key, PacketKind<T> kind) {
    try {
      T packet = kind.codec().decode(record.value());
      if (json) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("timestamp", record.timestamp());
        line.put("key", key);
        line.put("packet", packet);
        console.json(line);
      } else {
        console.data(kind.text().apply(packet));
      }
    } catch (WireException e) {
      console.progress(
          "topic %s, partition %d, offset %d: %s; check its producer"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()));
    }
  }
}
