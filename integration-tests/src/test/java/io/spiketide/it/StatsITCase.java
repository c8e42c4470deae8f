package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.cli.Main;
import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spiketide stats} on a broker: what is in the topic of spikes comes out as a table. */
class StatsITCase {
  private static final int SLICES = 20;
  private static final int SLICE = 100;
  private static final int EVERY = 10;

  private static EmbeddedBroker broker;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void fill() throws Exception {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    TopicNames names = TopicNames.DEFAULT;
    try (Topics topics = Topics.connect(broker.client())) {
      topics.create(TopicPlan.documented(names, new TopicOptions(2, 1, null)));
      topics.create(TopicPlan.documented(new TopicNames("empty."), new TopicOptions(2, 1, null)));
    }
    SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.client().toProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int again = 0; again < 2; again++) { // as a job does after a failure
        for (int slice = 0; slice < SLICES; slice++) {
          for (String instance : List.of("a", "b")) {
            SpikePacket packet = packet(instance, slice);
            long millis = packet.frontier(); // ticks of 1 ms
            byte[] key = (instance + "/out/0").getBytes(StandardCharsets.UTF_8);
            producer.send(
                new ProducerRecord<>(names.spikes(), null, millis, key, codec.encode(packet)));
          }
        }
      }
      producer.flush();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void eachInstanceHasATableAndRepeatedPacketsCountOnce() throws Exception {
    assertThat(run("--json")).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).extracting(line -> line.path("instance").asText()).containsExactly("a", "b");
    for (JsonNode line : lines) {
      assertThat(line.path("spikes").asInt()).isEqualTo(2 * SLICES * SLICE / EVERY);
      assertThat(line.path("rateHz").path("mean").asDouble()).isEqualTo(100);
      assertThat(line.path("cv").path("mean").asDouble()).isZero();
    }
  }

  @Test
  void aTimeChoosesWhatIsReadAndAPictureIsDrawn() {
    Path png = folder.resolve("stats.png");
    assertThat(run("--instance", "b", "--from", "1970-01-01T00:00:01Z", "--png", png.toString()))
        .isZero();
    assertThat(out.toString())
        .contains("instance b, population out: 2 neurons")
        .contains("200 spikes in 1 s (ticks 1000 to 2000)")
        .doesNotContain("instance a");
    assertThat(Files.exists(png)).isTrue();
    assertThat(err.toString()).contains("histograms of 1 of 1 populations");
  }

  @Test
  void anEmptyTopicAndAWrongNameAreSaid() {
    assertThat(run("--prefix", "empty.")).isEqualTo(2);
    assertThat(err.toString()).contains("topic empty.spikes: no spikes; set publish: true");
    assertThat(run("--instance", "c")).isEqualTo(2);
    assertThat(err.toString()).contains("no spikes of instance 'c'; use one of [a, b]");
    assertThat(run("--prefix", "gone.")).isNotZero();
    assertThat(err.toString()).contains("gone.spikes").doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("stats", "--bootstrap-servers", broker.bootstrapServers()));
    all.addAll(List.of(arguments));
    return Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  /** Two neurons, each every 10 ticks of 1 ms. */
  private static SpikePacket packet(String instance, int slice) {
    int spikes = 2 * SLICE / EVERY;
    return new SpikePacket(
        "net",
        instance,
        "out",
        0,
        0,
        slice,
        (long) slice * SLICE,
        (long) (slice + 1) * SLICE,
        IntStream.range(0, spikes).map(i -> i / 2 * EVERY).toArray(),
        IntStream.range(0, spikes).map(i -> i % 2).toArray(),
        new int[0],
        1_000);
  }
}
