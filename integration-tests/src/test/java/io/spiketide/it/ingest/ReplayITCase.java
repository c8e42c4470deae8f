package io.spiketide.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.cli.Main;
import io.spiketide.cluster.BrokerProcess;
import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.testing.SharedData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of an event camera replayed on a broker. */
class ReplayITCase {
  private static final int RECORDINGS = 50;
  private static final int WARMING = 3;
  private static final int EVENTS_OF_ALL = 193_907;

  private static EmbeddedBroker broker;

  @TempDir Path directory;

  /** The broker of this test. */
  private ClientProperties kafka = broker.client();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void anExcerptIsReplayedAgainAndAgainWithExactCounts() throws Exception {
    TopicNames names = create("loop.");
    Path digit = SharedData.data("nmnist_dev/1.bs2");
    String[] excerpt = {
      "--loop",
      "3",
      "--from",
      "100ms",
      "--to",
      "200ms",
      "--roi",
      "10,5,16,20",
      "--gap",
      "500ms",
      "--align",
      "1ms",
      "--speed",
      "20",
      "--heartbeat",
      "1ms",
      "--start",
      "2026-01-01T00:00:00Z"
    };
    JsonNode report = replay("loop.", List.of(digit), excerpt);
    List<SensorPacket> packets = Sent.packets(kafka, names.sensorEvents(), "replay");
    long[] events = packets.stream().flatMapToLong(ReplayITCase::times).toArray();
    assertThat(report.path("events").asInt()).isEqualTo(events.length).isPositive();
    assertThat(report.path("rounds").asInt()).isEqualTo(3);
    assertThat(report.path("episodes").asInt()).isEqualTo(3);
    assertThat(report.path("packets").asInt()).isEqualTo(packets.size());
    int each = events.length / 3;
    for (int e = 0; e < 2 * each; e++) {
      assertThat(events[e + each] - events[e]).isBetween(600_000L, 601_000L);
    }
    assertThat(packets.stream().flatMapToInt(p -> Arrays.stream(p.addresses())))
        .allMatch(address -> address % 34 >= 10 && address % 34 < 26)
        .allMatch(address -> address % 1156 / 34 >= 5 && address % 1156 / 34 < 25);
    long heartbeats =
        packets.stream().filter(p -> p.addresses().length == 0 && p.marks().isEmpty()).count();
    assertThat(heartbeats).as("in two gaps of 500 ms, each 20 ms").isBetween(40L, 60L);
  }

  @Test
  void anEndlessReplayIsStoppedWithExactCounts() throws Exception {
    TopicNames names = create("endless.");
    Path digit = SharedData.data("nmnist_dev/1.bs2");
    Thread replay =
        new Thread(
            () -> {
              try {
                replay("endless.", 130, List.of(digit), "--loop", "--align", "1ms");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    replay.start();
    await().until(() -> !Sent.records(kafka, names.sensorEvents()).isEmpty());
    replay.interrupt();
    replay.join();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("stopped").asBoolean()).isTrue();
    List<SensorPacket> packets = Sent.packets(kafka, names.sensorEvents(), "replay");
    assertThat(packets).hasSize(report.path("packets").asInt());
    assertThat(packets.stream().flatMapToLong(ReplayITCase::times).count())
        .isEqualTo(report.path("events").asLong());
  }

  /**
   * In real time, an event is on the broker when it is due, by the clock of a broker that has been
   * up for some replays: {@code -Psoak -Dit.test=ReplayITCase}, on a machine that is quiet. Both
   * are processes of their own; on two cores, the compilers of a young broker hold packets up.
   */
  @Tag("soak")
  @Test
  void aRecordingIsReplayedOnTime() throws Exception {
    List<Path> digits = new ArrayList<>();
    for (int i = 1; i <= RECORDINGS; i++) {
      digits.add(SharedData.data("nmnist_dev/" + i + ".bs2"));
    }
    try (BrokerProcess process = BrokerProcess.start(List.of("-Xmx512m"))) {
      kafka = process.client();
      for (int i = 0; i < WARMING; i++) {
        create("warm" + i + ".");
        replayAlone("warm" + i + ".", digits, "--align", "1ms", "--episode", "350ms");
      }
      assertOnTime(digits);
    }
  }

  private void assertOnTime(List<Path> digits) throws Exception {
    TopicNames names = create("real.");
    stampArrivals(names.sensorEvents());
    JsonNode report =
        replayAlone("real.", digits, "--align", "1ms", "--episode", "350ms", "--tail", "3s");
    List<long[]> packets = lateness(names.sensorEvents());
    // Time begins at an instant of its own, when the first packet has arrived: of what follows, the
    // quickest event is taken to be on time.
    long onTime = packets.stream().skip(1).flatMapToLong(Arrays::stream).min().orElseThrow();
    long[] late =
        packets.stream()
            .flatMapToLong(Arrays::stream)
            .map(micros -> Math.abs(micros - onTime))
            .sorted()
            .toArray();
    System.out.printf(
        "replay of %,d events in real time: off the recording by p50 %.2f ms, p99 %.2f ms,"
            + " most %.2f ms%n",
        late.length,
        late[late.length / 2] / 1e3,
        late[late.length * 99 / 100] / 1e3,
        late[late.length - 1] / 1e3);
    assertThat(late).hasSize(EVENTS_OF_ALL);
    assertThat(report.path("events").asInt()).isEqualTo(EVENTS_OF_ALL);
    assertThat(late[late.length * 99 / 100]).isLessThan(5_000);
  }

  /** Lets the broker write down when records came, instead of the time that they bring. */
  private void stampArrivals(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AlterConfigOp stamp =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"),
            AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(kafka.toProperties())) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(stamp))).all().get();
    }
  }

  /** Per packet and event: the time at which it came to the broker less its event time, in µs. */
  private List<long[]> lateness(String topic) throws Exception {
    SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    List<long[]> lateness = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.toProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      int events = 0;
      long patience = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      while (events < EVENTS_OF_ALL && System.nanoTime() < patience) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
          SensorPacket packet = codec.decode(record.value());
          events += packet.addresses().length;
          long came = record.timestamp() * 1_000;
          lateness.add(times(packet).map(time -> came - time).toArray());
        }
      }
    }
    return lateness;
  }

  private static LongStream times(SensorPacket packet) {
    return Arrays.stream(packet.timeOffsets()).mapToLong(offset -> packet.time() + offset);
  }

  private JsonNode replay(String prefix, List<Path> files, String... options) throws Exception {
    return replay(prefix, 0, files, options);
  }

  private JsonNode replay(String prefix, int code, List<Path> files, String... options)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("replay"));
    all.addAll(arguments(prefix, files, options));
    assertThat(
            Main.run(
                new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new)))
        .as(err.toString())
        .isEqualTo(code);
    return new ObjectMapper().readTree(out.toString());
  }

  /** The same in a process of its own. */
  private JsonNode replayAlone(String prefix, List<Path> files, String... options)
      throws Exception {
    String[] arguments = arguments(prefix, files, options).toArray(String[]::new);
    try (ChildProcess replay = ChildProcess.replay(directory, arguments)) {
      assertThat(replay.await()).as(replay.err()).isZero();
      return new ObjectMapper().readTree(replay.out());
    }
  }

  private List<String> arguments(String prefix, List<Path> files, String... options) {
    List<String> all =
        new ArrayList<>(
            List.of("--json", "--bootstrap-servers", kafka.bootstrapServers(), "--prefix", prefix));
    all.addAll(List.of(options));
    files.forEach(file -> all.add(file.toString()));
    return all;
  }

  private TopicNames create(String prefix) {
    TopicNames names = new TopicNames(prefix);
    try (Topics topics = Topics.connect(kafka)) {
      topics.create(TopicPlan.documented(names, new TopicOptions(2, 1, null)));
    }
    return names;
  }
}
