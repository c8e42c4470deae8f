package io.spiketide.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad bytes are refused with a reason. */
class MalformedRecordTest {
  private final SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);

  static List<PacketKind<?>> kinds() {
    return PacketKind.ALL;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T extends Record> void everyTruncationIsRefused(PacketKind<T> kind) {
    byte[] record = kind.encodeGolden(WireFormat.DEFAULT);
    PacketCodec<T> truncated = kind.codec().apply(WireFormat.DEFAULT);
    for (int length = 0; length < record.length; length++) {
      byte[] part = Arrays.copyOf(record, length);
      String expected = length < 10 ? DeadLetterReason.NOT_AVRO : DeadLetterReason.MALFORMED;
      assertThat(refusal(truncated, part).reason()).as("%d bytes", length).isEqualTo(expected);
    }
  }

  @Test
  void bytesAfterThePacketAreRefused() {
    byte[] record = codec.encode(golden());
    WireException refusal = refusal(codec, Arrays.copyOf(record, record.length + 2));
    assertThat(refusal.reason()).isEqualTo(DeadLetterReason.MALFORMED);
    assertThat(refusal).hasMessage("SensorPacket: 2 bytes follow the end of the packet");
  }

  @Test
  void textIsNotAvro() {
    WireException refusal =
        refusal(codec, "{\"source\": \"camera\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(refusal.reason()).isEqualTo(DeadLetterReason.NOT_AVRO);
    assertThat(refusal).hasMessageContaining("20 bytes that begin neither with C3 01");
  }

  @Test
  void anUnknownFingerprintIsNamed() {
    byte[] record = codec.encode(golden());
    Arrays.fill(record, 2, 10, (byte) 0xAB);
    WireException refusal = refusal(codec, record);
    assertThat(refusal.reason()).isEqualTo(DeadLetterReason.UNKNOWN_SCHEMA);
    assertThat(refusal).hasMessageContaining("abababababababab");
  }

  @Test
  void aPacketOfAnotherKindIsNamed() {
    byte[] decision =
        PacketKind.ALL.stream()
            .filter(kind -> kind.name().equals("Decision"))
            .findFirst()
            .orElseThrow()
            .encodeGolden(WireFormat.DEFAULT);
    WireException refusal = refusal(codec, decision);
    assertThat(refusal.reason()).isEqualTo(DeadLetterReason.UNKNOWN_SCHEMA);
    assertThat(refusal)
        .hasMessage("SensorPacket: the record holds a Decision; check the producer's topic");
  }

  @Test
  void arraysOfDifferentLengthAreRefused() throws IOException {
    GenericRecord packet = GenericPackets.of(Schemas.current("SensorPacket"), golden());
    packet.put("addresses", List.of(1, 2, 3));
    WireException refusal = refusal(codec, GenericPackets.encode(packet));
    assertThat(refusal.reason()).isEqualTo(DeadLetterReason.MALFORMED);
    assertThat(refusal)
        .hasMessage("SensorPacket: timeOffsets holds 4 items, but addresses holds 3");
  }

  @Test
  void aCodecGoesOnAfterARefusal() throws WireException {
    byte[] record = codec.encode(golden());
    refusal(codec, Arrays.copyOf(record, record.length - 1));
    assertThat(codec.decode(record)).isEqualTo(golden());
  }

  private static SensorPacket golden() {
    return (SensorPacket) PacketKind.ALL.get(0).golden();
  }

  private static WireException refusal(PacketCodec<?> codec, byte[] record) {
    WireException refusal = catchThrowableOfType(WireException.class, () -> codec.decode(record));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
