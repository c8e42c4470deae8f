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
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
              List.of("-Xmx64m"),
              String.valueOf(port),
              String.valueOf(RATE),
              String.valueOf(seconds))) {
        assertThat(sender.await()).as(sender.err()).isZero();
        sent = Long.parseLong(sender.out().strip());
      }
      assertThat(sent).isGreaterThan(RATE * seconds - 2 * UdpSender.EVENTS_PER_DATAGRAM);
      long peak = gateway.peakMegabytes();
      gateway.terminate();

      JsonNode end = lastReport(gateway.out());
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

  /** A gateway that is ended and started again: a job takes everything of both runs, in order. */
  @Test
  void aRestartedGatewayIsNotTakenForARepetition() throws Exception {
    TopicNames names = create("again.");
    Path state = directory.resolve("gateway.state");
    for (int run = 0; run < 2; run++) {
      try (GatewayThread gateway =
          here(
              "again.",
              "tcp",
              "--listen",
              "localhost:0",
              "--framing",
              "faery32",
              "--shape",
              "12",
              "--state",
              state.toString(),
              "--json")) {
        ByteBuffer events = ByteBuffer.allocate(8 * 100).order(ByteOrder.LITTLE_ENDIAN);
        for (int e = 0; e < 100; e++) {
          events.putInt(e * 1_000).putShort((short) (e % 12)).putShort((short) 0);
        }
        try (Socket sensor = new Socket("localhost", gateway.port())) {
          sensor.getOutputStream().write(events.array());
        }
        gateway.terminate();
        assertThat(lastReport(gateway.out()).path("sources").path("live").path("sent").asLong())
            .isEqualTo(100);
      }
    }
    List<SensorPacket> packets = Sent.packets(broker.client(), names.sensorEvents(), "live");
    assertThat(packets.stream().map(SensorPacket::epoch).distinct()).hasSize(2);
    IntakeRun intake = new IntakeRun(12);
    packets.forEach(intake::take);
    assertThat(intake.refusals()).isEmpty();
    assertThat(intake.processed()).isEqualTo(200);
    assertThat(Files.readString(state)).contains("epoch=").contains("frontier.live=");
  }

  @Test
  void devicesPostPacketsBehindAToken() throws Exception {
    TopicNames names = create("http.");
    Path token = Files.writeString(directory.resolve("token"), "a-token-of-24-characters\n");
    try (GatewayThread gateway =
        here(
            "http.",
            "http",
            "--listen",
            "localhost:0",
            "--shape",
            "12",
            "--token-file",
            token.toString(),
            "--json")) {
      URI uri = URI.create("http://localhost:" + gateway.port() + "/packets");
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest.Builder post =
          HttpRequest.newBuilder(uri)
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"source\": \"glove\", \"addresses\": [3, 4]}"));
      var discard = HttpResponse.BodyHandlers.ofString();
      assertThat(client.send(post.build(), discard).statusCode()).isEqualTo(401);
      HttpRequest allowed = post.header("Authorization", "Bearer a-token-of-24-characters").build();
      assertThat(client.send(allowed, discard).statusCode()).isEqualTo(200);
      List<SensorPacket> packets = Sent.packets(broker.client(), names.sensorEvents(), "glove");
      assertThat(packets).as("before the answer").hasSizeGreaterThanOrEqualTo(1);
      assertThat(packets.get(0).addresses()).containsExactly(3, 4);
      gateway.terminate();
      JsonNode end = lastReport(gateway.out());
      assertThat(end.path("transport").path("refused").asInt()).isEqualTo(1);
      assertThat(gateway.err() + gateway.out()).doesNotContain("a-token-of");
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
    return ChildProcess.spiketide(directory, ingest(prefix, arguments));
  }

  /** A gateway in this process. */
  private static GatewayThread here(String prefix, String... arguments) {
    return new GatewayThread(ingest(prefix, arguments));
  }

  private static String[] ingest(String prefix, String... arguments) {
    List<String> all = new ArrayList<>(List.of("ingest"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers(), "--prefix", prefix));
    return all.toArray(String[]::new);
  }

  private static JsonNode lastReport(String out) throws Exception {
    String last = out.lines().reduce((a, b) -> b).orElseThrow(AssertionError::new);
    return new ObjectMapper().readTree(last);
  }
}
