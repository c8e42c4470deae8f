package io.spiketide.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways as processes of their own. */
class IngestITCase {
  private static final long RATE = 1_000_000;
  private static final int HEAP_MEGABYTES = 256;
  private static final int OTHER_MEGABYTES = 300;

  private static EmbeddedBroker broker;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void receivedAndReportedAsLostIsWhatWasSent() throws Exception {
    load("short.", 2);
  }

  /** The same for a minute: {@code -Psoak -Dit.test=IngestITCase}. */
  @Tag("soak")
  @Test
  void receivedAndReportedAsLostIsWhatWasSentForAMinute() throws Exception {
    load("long.", Integer.getInteger("ingest.seconds", 60));
  }

  private void load(String prefix, int seconds) throws Exception {
    TopicNames names = create(prefix);
    String shape = "2x" + UdpSender.HEIGHT + "x" + UdpSender.WIDTH;
    try (ChildProcess gateway =
        gateway(
            prefix,
            "udp",
            "--listen",
            "localhost:0",
            "--framing",
            "aedat-davis",
            "--shape",
            shape,
            "--json",
            "--report",
            "1s")) {
      int port = gateway.port();
      long sent;
      try (ChildProcess sender =
          ChildProcess.start(
              directory,
              UdpSender.class.getName(),
              64,
              String.valueOf(port),
              String.valueOf(RATE),
              String.valueOf(seconds))) {
        assertThat(sender.await()).as(sender.err()).isZero();
        sent = Long.parseLong(sender.out().strip());
      }
      assertThat(sent).isGreaterThan(RATE * seconds - 2 * UdpSender.EVENTS_PER_DATAGRAM);
      long peak = gateway.peakMegabytes();
      gateway.terminate();

      JsonNode end = lastReport(gateway);
      JsonNode counts = end.path("sources").path("live");
      long received = counts.path("events").asLong();
      long lost = counts.path("lost").asLong();
      System.out.printf(
          "ingest udp, %d s: %,d events sent, %,d received, %,d reported as lost, %,d datagrams"
              + " dropped by the kernel, %,d packets, %.2f s held up, %d MB at most%n",
          seconds,
          sent,
          received,
          lost,
          end.path("transport").path("kernelDrops").asLong(),
          end.path("packets").asLong(),
          end.path("heldUpSeconds").asDouble(),
          peak);
      assertThat(received + lost).as("received and reported as lost: %s", end).isEqualTo(sent);
      assertThat(received).isEqualTo(counts.path("sent").asLong()).isPositive();
      assertThat(end.path("acknowledged").asLong()).isEqualTo(end.path("packets").asLong());
      assertThat(peak).isLessThan(HEAP_MEGABYTES + OTHER_MEGABYTES);
      assertThatTheTopicHolds(names, received, lost);
    }
  }

  private static void assertThatTheTopicHolds(TopicNames names, long received, long lost) {
    SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    long[] found = new long[4]; // events, lost, next sequence, frontier
    Sent.forEach(
        broker.client(),
        names.sensorEvents(),
        (partition, record) -> {
          SensorPacket packet;
          try {
            packet = codec.decode(record.value());
          } catch (WireException e) {
            throw new UncheckedIOException(e);
          }
          assertThat(packet.sequence()).isEqualTo(found[2]++);
          assertThat(packet.frontier()).isGreaterThanOrEqualTo(found[3]);
          found[0] += packet.addresses().length;
          found[1] += packet.dropped();
          found[3] = packet.frontier();
        });
    assertThat(found[0]).as("events in the topic").isEqualTo(received);
    assertThat(found[1]).as("events that packets call lost").isEqualTo(lost);
  }

  private static TopicNames create(String prefix) {
    TopicNames names = new TopicNames(prefix);
    try (Topics topics = Topics.connect(broker.client())) {
      topics.create(TopicPlan.documented(names, new TopicOptions(2, 1, null)));
    }
    return names;
  }

  private ChildProcess gateway(String prefix, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("ingest"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers(), "--prefix", prefix));
    return ChildProcess.spiketide(directory, all.toArray(String[]::new));
  }

  private static JsonNode lastReport(ChildProcess gateway) throws Exception {
    Stream<String> lines = gateway.out().lines();
    String last = lines.reduce((a, b) -> b).orElseThrow(() -> new AssertionError(gateway.err()));
    return new ObjectMapper().readTree(last);
  }
}
