package io.spiketide.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.sensor.PacketCut;
import io.spiketide.testing.Fuzz;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, a gateway counts it and goes on. */
class LiveFuzzTest {
  private static final long SEED = 20_261_126;
  private static final long T0 = 1_700_000_000_000_000L;

  private final List<SensorPacket> packets = new ArrayList<>();
  private long now = T0;
  private long letters;

  private LiveSource source(int stampBits, Timing timing) {
    LiveSources sources =
        new LiveSources(
            LiveSettings.of(List.of(2, 180, 240), stampBits, timing),
            PacketCut.of("", 1),
            "test",
            1,
            () -> now,
            Map.of(),
            instance -> Arrivals.into(packets),
            letter -> letters += letter.count());
    return Objects.requireNonNull(sources.of("cam"));
  }

  static List<Framing> framings() {
    return Framings.all();
  }

  /** A datagram of each length, every event in the shape and in time. */
  private static List<byte[]> datagrams(Framing framing) {
    List<byte[]> datagrams = new ArrayList<>();
    for (int events : new int[] {1, 2, 13, 64}) {
      ByteBuffer bytes = ByteBuffer.allocate(2_000);
      bytes.order(framing.isNumbered() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      if (framing.isNumbered()) {
        bytes.putInt(events);
      }
      for (int e = 0; e < events; e++) {
        int stamp = 1_000 + e;
        switch (framing.name()) {
          case "spif" -> bytes.putInt(e << 16 | 0x8000 | 7).putInt(stamp);
          case "faery" ->
              bytes.putLong(stamp).putShort((short) e).putShort((short) 7).put((byte) 1);
          case "faery32" -> bytes.putInt(stamp).putShort((short) e).putShort((short) 15);
          default -> bytes.putInt(7 << 22 | e << 12 | 1 << 11).putInt(stamp);
        }
      }
      datagrams.add(Arrays.copyOf(bytes.array(), bytes.position()));
    }
    return datagrams;
  }

  @ParameterizedTest
  @MethodSource("framings")
  void datagramsAreTakenWholeOrNotAtAllAndEverythingIsCounted(Framing framing) {
    LiveSource source = source(framing.stampBits(), Timing.ANCHORED);
    Fuzz.Outcome outcome =
        Fuzz.run(
            "datagrams of " + framing.name(),
            SEED,
            datagrams(framing),
            FramingException.class,
            mutant -> {
              now += 50;
              ByteBuffer datagram = ByteBuffer.wrap(mutant);
              source.begin(now, now);
              framing.check(datagram);
              if (framing.isNumbered()) {
                assertThat(framing.number(datagram)).isNotNegative();
              }
              framing.decode(datagram, source);
              assertThat(datagram.remaining()).isZero();
              source.end();
              source.tick(now);
            });
    source.flush(now);
    assertThat(outcome.refused()).isPositive();
    LiveCounts counts = source.counts();
    assertThat(counts.sent()).isPositive();
    assertThat(counts.events()).isEqualTo(counts.sent() + counts.outside() + counts.quarantined());
    assertThat(letters).isEqualTo(counts.outside() + counts.quarantined());
    assertPacketsAreInOrder(counts);
  }

  @ParameterizedTest
  @MethodSource("framings")
  void streamsAreReadToTheirEnd(Framing framing) {
    LiveSource source = source(framing.stampBits(), Timing.ARRIVAL);
    Fuzz.run(
        "streams of " + framing.name(),
        SEED,
        datagrams(framing),
        FramingException.class,
        mutant -> {
          ByteBuffer piece = ByteBuffer.wrap(mutant);
          source.begin(++now, now);
          framing.decode(piece, source);
          assertThat(piece.remaining()).isLessThan(Framing.LONGEST_EVENT);
          source.end();
        });
    source.flush(now);
    assertPacketsAreInOrder(source.counts());
  }

  @Test
  void postsInJsonAreReadOrRefused() {
    String whole =
        "{\"source\": \"glove\", \"epoch\": 3, \"input\": \"\", \"time\": "
            + T0
            + ", \"timeOffsets\": [0, 20, -3], \"addresses\": [3, 7, 11], \"values\": [1, 2.5, -1e3],"
            + " \"marks\": [{\"kind\": \"START\", \"time\": 5, \"id\": \"a\", \"label\": \"b\\u00e4\"}],"
            + " \"dropped\": 4, \"frontier\": 12}";
    List<byte[]> originals =
        List.of(
            whole.getBytes(StandardCharsets.UTF_8),
            ("[" + whole + ", {\"addresses\": [1]}]").getBytes(StandardCharsets.UTF_8));
    Fuzz.Outcome outcome =
        Fuzz.run(
            "posts in JSON",
            SEED,
            originals,
            FramingException.class,
            mutant -> takeAll(JsonPackets.read(mutant)));
    assertThat(outcome.read()).isPositive();
    assertThat(outcome.refused()).isPositive();
  }

  @Test
  void postsInAvroAreReadOrRefused() {
    SensorPacket packet =
        new SensorPacket(
            "glove",
            3,
            41,
            T0,
            "skin",
            T0,
            new int[] {0, 20, -3},
            new int[] {3, 7, 11},
            new float[] {1, 2, 3},
            List.of(EpisodeMark.start(T0, "a", "b"), EpisodeMark.end(T0 + 1, "a")),
            4);
    Fuzz.Outcome outcome =
        Fuzz.run(
            "posts in Avro",
            SEED,
            List.of(new SensorPacketCodec(WireFormat.DEFAULT).encode(packet)),
            WireException.class,
            mutant ->
                takeAll(
                    List.of(
                        DevicePacket.of(
                            new SensorPacketCodec(WireFormat.DEFAULT).decode(mutant)))));
    assertThat(outcome.read()).isPositive();
    assertThat(outcome.refused()).isPositive();
  }

  private void takeAll(List<DevicePacket> read) {
    packets.clear();
    LiveSource source = source(64, Timing.SENSOR);
    source.begin(now, now);
    read.forEach(packet -> source.take(packet, "cam"));
    source.end();
    source.flush(now);
  }

  private void assertPacketsAreInOrder(LiveCounts counts) {
    long events = 0;
    long sequence = 0;
    long frontier = Long.MIN_VALUE;
    for (SensorPacket packet : packets) {
      assertThat(packet.sequence()).isEqualTo(sequence++);
      assertThat(packet.frontier()).isGreaterThanOrEqualTo(frontier);
      frontier = packet.frontier();
      events += packet.addresses().length;
    }
    assertThat(events).isEqualTo(counts.sent());
  }
}
