package io.spiketide.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.cluster.BrokerProcess;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.testing.SharedData;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In real time, an event is on the broker when it is due, by the clock of a broker that has been up
 * for some replays: {@code -Psoak -Dit.test=ReplayTimingITCase}, on a machine that is quiet. Both
 * are processes of their own; on two cores, the compilers of a young broker hold packets up.
 */
@Tag("soak")
class ReplayTimingITCase {
  private static final int RECORDINGS = 50;
  private static final int WARMING = 3;
  private static final int EVENTS_OF_ALL = 193_907;

  @TempDir Path directory;

  private final BrokerProcess broker = BrokerProcess.start();
  private final ClientProperties kafka = broker.client();

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aRecordingIsReplayedOnTime() throws Exception {
    List<Path> digits = new ArrayList<>();
    for (int i = 1; i <= RECORDINGS; i++) {
      digits.add(SharedData.data("nmnist_dev/" + i + ".bs2"));
    }
    for (int i = 0; i < WARMING; i++) {
      create("warm" + i + ".");
      replay("warm" + i + ".", digits, "--align", "1ms", "--episode", "350ms");
    }
    assertOnTime(digits);
  }

  private void assertOnTime(List<Path> digits) throws Exception {
    TopicNames names = create("real.");
    stampArrivals(names.sensorEvents());
    JsonNode report =
        replay("real.", digits, "--align", "1ms", "--episode", "350ms", "--tail", "3s");
    List<long[]> packets = lateness(names.sensorEvents());
    // Time begins at an instant of its own, when the first packet that promises something has
    // arrived: of what follows, the quickest event is taken to be on time.
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
          if (packet.frontier() != Promise.NONE) {
            lateness.add(times(packet).map(time -> came - time).toArray());
          }
        }
      }
    }
    return lateness;
  }

  private static LongStream times(SensorPacket packet) {
    return Arrays.stream(packet.timeOffsets()).mapToLong(offset -> packet.time() + offset);
  }

  private JsonNode replay(String prefix, List<Path> files, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("--json", "--bootstrap-servers", kafka.bootstrapServers(), "--prefix", prefix));
    arguments.addAll(List.of(options));
    files.forEach(file -> arguments.add(file.toString()));
    try (ChildProcess replay = ChildProcess.replay(directory, arguments.toArray(String[]::new))) {
      assertThat(replay.await()).as(replay.err()).isZero();
      return new ObjectMapper().readTree(replay.out());
    }
  }

  private TopicNames create(String prefix) {
    TopicNames names = new TopicNames(prefix);
    try (Topics topics = Topics.connect(kafka)) {
      topics.create(TopicPlan.documented(names, new TopicOptions(2, 1, null)));
    }
    return names;
  }
}
