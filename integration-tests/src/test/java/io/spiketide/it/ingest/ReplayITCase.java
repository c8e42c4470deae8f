package io.spiketide.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.cli.ExitCode;
import io.spiketide.cli.Main;
import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.testing.SharedData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recordings of an event camera replayed on a broker. */
class ReplayITCase {
  private static EmbeddedBroker broker;

  private final ClientProperties kafka = broker.client();
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
    List<SensorPacket> begun =
        packets.stream().dropWhile(p -> p.frontier() == Promise.NONE).toList();
    assertThat(packets.size() - begun.size()).as("announcements").isBetween(1, 500);
    assertThat(begun).noneMatch(p -> p.frontier() == Promise.NONE);
    long heartbeats =
        begun.stream().filter(p -> p.addresses().length == 0 && p.marks().isEmpty()).count();
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

  @Test
  void aMissingTopicIsToldAtOnce() {
    Path digit = SharedData.data("nmnist_dev/1.bs2");
    String[] arguments = {
      "replay", "-b", kafka.bootstrapServers(), "--prefix", "missing.", digit.toString()
    };
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    assertThat(code).isEqualTo(ExitCode.ENVIRONMENT.code());
    assertThat(err.toString())
        .contains(
            "topic missing.sensor-events", "is missing; create it with 'spiketide topics create'");
  }

  private static LongStream times(SensorPacket packet) {
    return Arrays.stream(packet.timeOffsets()).mapToLong(offset -> packet.time() + offset);
  }

  private JsonNode replay(String prefix, List<Path> files, String... options) throws Exception {
    return replay(prefix, 0, files, options);
  }

  private JsonNode replay(String prefix, int code, List<Path> files, String... options)
      throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "replay",
                "--json",
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--prefix",
                prefix));
    all.addAll(List.of(options));
    files.forEach(file -> all.add(file.toString()));
    assertThat(
            Main.run(
                new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new)))
        .as(err.toString())
        .isEqualTo(code);
    return new ObjectMapper().readTree(out.toString());
  }

  private TopicNames create(String prefix) {
    TopicNames names = new TopicNames(prefix);
    try (Topics topics = Topics.connect(kafka)) {
      topics.create(TopicPlan.documented(names, new TopicOptions(2, 1, null)));
    }
    return names;
  }
}
