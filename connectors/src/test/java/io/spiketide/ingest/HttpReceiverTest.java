package io.spiketide.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.sensor.PacketCut;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpReceiverTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final String JSON = "application/json";
  private static final int LONGEST = 1_000;
  private static final long T0 = 1_700_000_000_000_000L;

  private final Map<String, List<SensorPacket>> packets = new HashMap<>();
  private final List<DeadLetter> letters = Collections.synchronizedList(new ArrayList<>());
  private final HttpClient client = HttpClient.newHttpClient();
  private boolean arrive = true;
  private LiveSources sources;
  private HttpReceiver receiver;

  @BeforeEach
  void open() throws IOException {
    sources =
        new LiveSources(
            LiveSettings.of(List.of(12), 64, Timing.SENSOR),
            PacketCut.of("", 9),
            "http:test",
            3,
            new HostClock(),
            Map.of(),
            instance -> {
              List<SensorPacket> into = Collections.synchronizedList(new ArrayList<>());
              packets.put(instance, into);
              return new Arrivals(into, arrive);
            },
            letters::add);
    receiver =
        HttpReceiver.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            TOKEN,
            LONGEST,
            "live",
            sources);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private HttpResponse<String> post(String path, String type, byte[] body, String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String json) throws Exception {
    return post("/packets", JSON, json.getBytes(StandardCharsets.UTF_8), TOKEN);
  }

  private List<SensorPacket> of(String instance) {
    return packets.getOrDefault(instance, List.of());
  }

  @Test
  void packetsWithoutNumbersAreNumberedHere() throws Exception {
    String json =
        "{\"source\": \"glove\", \"time\": "
            + T0
            + ", \"timeOffsets\": [0, 20], \"addresses\": [3, 7], \"values\": [1, 2.5],"
            + " \"marks\": [{\"kind\": \"START\", \"time\": "
            + T0
            + ", \"id\": \"a\"}], \"dropped\": 4}";
    assertThat(post(json).body()).isEqualTo("{\"packets\": 1, \"events\": 2}\n");
    String later = "[" + json.replace("" + T0, "" + (T0 + 100)) + "]";
    assertThat(post(later).statusCode()).isEqualTo(200);
    assertThat(of("glove")).extracting(SensorPacket::epoch).containsOnly(9L);
    assertThat(of("glove")).extracting(SensorPacket::sequence).containsExactly(0L, 1L);
    SensorPacket first = of("glove").get(0);
    assertThat(first.time()).isEqualTo(T0);
    assertThat(first.timeOffsets()).containsExactly(0, 20);
    assertThat(first.addresses()).containsExactly(3, 7);
    assertThat(first.values()).containsExactly(1, 2.5f);
    assertThat(first.marks()).containsExactly(EpisodeMark.start(T0, "a", ""));
    assertThat(first.dropped()).isEqualTo(4);
    assertThat(first.frontier()).isEqualTo(T0 + 20);
  }

  @Test
  void aDeviceWithoutAClockIsTakenAtTheTimeOfItsPost() throws Exception {
    long before = System.currentTimeMillis() * 1_000 - 1_000_000;
    assertThat(post("{\"addresses\": [5]}").statusCode()).isEqualTo(200);
    assertThat(of("live").get(0).time()).isBetween(before, before + 10_000_000);
  }

  @Test
  void packetsWithNumbersGoOnAsTheyAre() throws Exception {
    SensorPacket packet =
        new SensorPacket(
            "skin",
            5,
            41,
            Promise.NONE,
            "",
            T0,
            new int[] {0, 1},
            new int[] {1, 2},
            new float[0],
            List.of(),
            0);
    byte[] avro = new SensorPacketCodec(WireFormat.DEFAULT).encode(packet);
    for (int again = 0; again < 2; again++) {
      assertThat(post("/packets?instance=body%2D1", "avro/binary", avro, TOKEN).statusCode())
          .isEqualTo(200);
    }
    String json =
        "{\"source\": \"skin\", \"epoch\": 5, \"sequence\": 42, \"time\": "
            + (T0 + 9)
            + ", \"addresses\": [0]}";
    assertThat(post("/packets?instance=body-1", JSON, json.getBytes(StandardCharsets.UTF_8), TOKEN))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
    assertThat(of("body-1")).hasSize(3).startsWith(packet, packet);
    assertThat(of("body-1").get(2).sequence()).isEqualTo(42);
    assertThat(of("body-1").get(2).epoch()).isEqualTo(5);
    assertThat(of("body-1").get(2).timeOffsets()).containsExactly(0);

    HttpResponse<String> mixed =
        post(
            "/packets?instance=body-1",
            JSON,
            "{\"addresses\": [0]}".getBytes(StandardCharsets.UTF_8),
            TOKEN);
    assertThat(mixed.statusCode()).isEqualTo(409);
    assertThat(mixed.body()).contains("number all of them or none");
  }

  @Test
  void whoShowsNoTokenIsRefused() throws Exception {
    byte[] body = "{\"addresses\": [5]}".getBytes(StandardCharsets.UTF_8);
    assertThat(post("/packets", JSON, body, "").statusCode()).isEqualTo(401);
    assertThat(post("/packets", JSON, body, TOKEN + "0").statusCode()).isEqualTo(401);
    assertThat(post("/packets", JSON, body, TOKEN.substring(1)).statusCode()).isEqualTo(401);
    assertThat(packets).isEmpty();
    assertThat(receiver.counts().refused()).isEqualTo(3);
  }

  @Test
  void whatCannotBeReadIsToldToTheDeviceAndCounted() throws Exception {
    assertThat(post("{\"adresses\": [1]}"))
        .satisfies(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(400);
              assertThat(answer.body())
                  .contains("packet 1, field 'adresses': is unknown; use one of [source, epoch,");
            });
    assertThat(post("{\"addresses\": [1").body()).contains("the body is no JSON (Unexpected end");
    assertThat(post("/packets", "avro/binary", new byte[] {1, 2, 3}, TOKEN).statusCode())
        .isEqualTo(400);
    assertThat(sources.malformed()).isEqualTo(3);
    sources.tick((i, r) -> {});
    assertThat(letters).extracting(DeadLetter::reason).containsOnly(DeadLetterReason.MALFORMED);
    assertThat(letters.get(0).value())
        .isEqualTo("{\"adresses\": [1]}".getBytes(StandardCharsets.UTF_8));

    assertThat(post("/packets", "text/csv", new byte[1], TOKEN).statusCode()).isEqualTo(415);
    assertThat(post("/", JSON, new byte[1], TOKEN).statusCode()).isEqualTo(404);
    assertThat(post("/packets", JSON, new byte[LONGEST + 1], TOKEN).statusCode()).isEqualTo(413);
    HttpRequest get =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + "/packets"))
            .header("Authorization", "bearer " + TOKEN)
            .build();
    assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    assertThat(packets).isEmpty();
  }

  @Test
  void thereAreOnlySoManySources() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      assertThat(post("{\"source\": \"" + name + "\", \"addresses\": [1]}").statusCode())
          .isEqualTo(200);
    }
    assertThat(post("{\"source\": \"d\", \"addresses\": [1]}").statusCode()).isEqualTo(429);
    assertThat(sources.unexpected()).isEqualTo(1);
  }

  @Test
  void aClockThatStepsIsToldToTheDevice() throws Exception {
    post("{\"source\": \"a\", \"time\": " + T0 + ", \"addresses\": [1]}");
    HttpResponse<String> answer =
        post("{\"source\": \"a\", \"time\": " + (T0 - 5_000_000) + ", \"addresses\": [1]}");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("clock: time stamp").contains("runs back by 5.0 s");
  }

  @Test
  void aBrokerThatTakesNothingIsAnsweredAsSuch() throws Exception {
    arrive = false;
    HttpResponse<String> answer = post("{\"addresses\": [5]}");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void mistakesInJsonNamePacketAndField() {
    assertMistake("", "the body has no packet");
    assertMistake("[]", "the body has no packet");
    assertMistake("7", "packet 1: is no object");
    assertMistake("{} {}", "something follows the last packet");
    assertMistake("[{}, {\"time\": \"x\"}]", "packet 2, field 'time': wants a whole number");
    assertMistake("{\"time\": 1.5}", "field 'time': wants a whole number");
    assertMistake("{\"time\": 99999999999999999999}", "the body is no JSON (Numeric value");
    assertMistake("{\"addresses\": [4294967296]}", "the body is no JSON (Numeric value");
    assertMistake("{\"addresses\": [[1]]}", "field 'addresses': wants a list of whole numbers");
    assertMistake("{\"values\": [null]}", "field 'values': wants a list of numbers");
    assertMistake("{\"sequence\": -1}", "field 'sequence': is -1, below 0");
    assertMistake("{\"sequence\": 1}", "field 'time': is missing, and packets with");
    assertMistake(
        "{\"time\": 1, \"timeOffsets\": [1], \"addresses\": [1, 2]}",
        "field 'timeOffsets': has 1 entries, and there are 2 addresses");
    assertMistake(
        "{\"marks\": [{\"kind\": \"MIDDLE\", \"time\": 1, \"id\": \"a\"}]}", "need a 'kind'");
    assertMistake("{\"marks\": [{\"sort\": 1}]}", "field 'marks.sort': is unknown; use one of");
    assertMistake("{\"time\": 1, \"time\": 2}", "the body is no JSON (Duplicate field");
    assertMistake("{\"source\": \"" + "x".repeat(2_000) + "\"}", "the body is no JSON (String");
    assertMistake("[".repeat(100), "packet 1: is no object");
  }

  private static void assertMistake(String json, String message) {
    assertThatThrownBy(() -> JsonPackets.read(json.getBytes(StandardCharsets.UTF_8)))
        .as(json)
        .isInstanceOf(FramingException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("; see jobs/docs/ingest.md");
  }
}
