package io.spiketide.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random packets of every kind, against themselves and against Avro's generic classes. */
class PacketCodecPropertyTest {
  private static final int PACKETS = 200;

  static List<PacketKind<?>> kinds() {
    return PacketKind.ALL;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T extends Record> void packetsComeBackAsTheyWere(PacketKind<T> kind) throws IOException {
    PacketCodec<T> codec = kind.codec().apply(WireFormat.DEFAULT);
    for (T packet : packets(kind)) {
      assertThat(codec.decode(codec.encode(packet))).isEqualTo(packet);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T extends Record> void packetsComeBackThroughConfluentFraming(PacketKind<T> kind)
      throws IOException {
    SchemaIds ids = new SchemaIds(Map.of(300, kind.name(), 7, kind.name() + "@v1"));
    PacketCodec<T> codec = kind.codec().apply(new WireFormat(Framing.CONFLUENT, ids));
    for (T packet : packets(kind)) {
      byte[] record = codec.encode(packet);
      assertThat(record).startsWith(0, 0, 0, 1, 44);
      assertThat(codec.decode(record)).isEqualTo(packet);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T extends Record> void aGenericReaderFindsEveryFieldByItsName(PacketKind<T> kind)
      throws IOException {
    Schema schema = Schemas.current(kind.name());
    PacketCodec<T> codec = kind.codec().apply(WireFormat.DEFAULT);
    for (T packet : packets(kind)) {
      GenericRecord read = GenericPackets.decode(schema, codec.encode(packet));
      assertThat(GenericPackets.json(read))
          .isEqualTo(GenericPackets.json(GenericPackets.of(schema, packet)));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T extends Record> void whatAGenericWriterWroteIsReadAndWrittenAlike(PacketKind<T> kind)
      throws IOException {
    Schema schema = Schemas.current(kind.name());
    PacketCodec<T> codec = kind.codec().apply(WireFormat.DEFAULT);
    for (T packet : packets(kind)) {
      byte[] record = GenericPackets.encode(GenericPackets.of(schema, packet));
      assertThat(codec.decode(record)).isEqualTo(packet);
      assertThat(codec.encode(packet)).isEqualTo(record);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T extends Record> void arraysMayComeInSeveralSizedBlocks(PacketKind<T> kind) throws IOException {
    Schema schema = Schemas.current(kind.name());
    PacketCodec<T> codec = kind.codec().apply(WireFormat.DEFAULT);
    for (T packet : packets(kind)) {
      byte[] record = GenericPackets.encodeInBlocks(GenericPackets.of(schema, packet), 64);
      assertThat(codec.decode(record)).isEqualTo(packet);
    }
  }

  private static <T extends Record> List<T> packets(PacketKind<T> kind) {
    return IntStream.range(0, PACKETS)
        .mapToObj(seed -> kind.random().apply(new Random(seed)))
        .toList();
  }
}
