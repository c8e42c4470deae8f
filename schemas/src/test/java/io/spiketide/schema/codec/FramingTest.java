package io.spiketide.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.WireException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FramingTest {
  private static final SensorPacket PACKET = (SensorPacket) PacketKind.ALL.get(0).golden();
  private static final SchemaIds IDS = new SchemaIds(Map.of(258, "SensorPacket", 9, "Decision"));
  private static final WireFormat CONFLUENT = new WireFormat(Framing.CONFLUENT, IDS);

  private final SensorPacketCodec plain = new SensorPacketCodec(WireFormat.DEFAULT);
  private final SensorPacketCodec confluent = new SensorPacketCodec(CONFLUENT);

  @Test
  void singleObjectEncodingBeginsWithMarkerAndFingerprint() {
    ByteBuffer record = ByteBuffer.wrap(plain.encode(PACKET)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(record.get()).isEqualTo((byte) 0xC3);
    assertThat(record.get()).isEqualTo((byte) 1);
    assertThat(record.getLong()).isEqualTo(Schemas.named("SensorPacket").fingerprint());
  }

  @Test
  void confluentFramingBeginsWithZeroAndId() {
    assertThat(confluent.encode(PACKET)).startsWith(0, 0, 0, 1, 2);
  }

  @Test
  void bothFramingsAreReadWhateverIsWritten() throws WireException {
    assertThat(confluent.decode(plain.encode(PACKET))).isEqualTo(PACKET);
    assertThat(
            new SensorPacketCodec(new WireFormat(Framing.SINGLE_OBJECT, IDS))
                .decode(confluent.encode(PACKET)))
        .isEqualTo(PACKET);
  }

  @Test
  void anUnknownIdIsNamed() {
    byte[] record = confluent.encode(PACKET);
    record[3] = 0;
    WireException refusal =
        catchThrowableOfType(WireException.class, () -> confluent.decode(record));
    assertThat(refusal.reason()).isEqualTo(DeadLetterReason.UNKNOWN_SCHEMA);
    assertThat(refusal).hasMessage("SensorPacket: schema id 2 is not among the known ids [9, 258]");
  }

  @Test
  void anIdOfAnotherPacketIsRefused() {
    byte[] record = confluent.encode(PACKET);
    record[3] = 0;
    record[4] = 9;
    WireException refusal =
        catchThrowableOfType(WireException.class, () -> confluent.decode(record));
    assertThat(refusal).hasMessageContaining("the record holds a Decision");
  }

  @Test
  void writingConfluentFramingNeedsAnId() {
    assertThatThrownBy(() -> new SpikePacketCodec(CONFLUENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lack SpikePacket; add a line <id>=SpikePacket");
  }

  @Test
  void idsAreReadFromAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ids");
    Files.writeString(file, "# registry of plant 7\n\n258=SensorPacket\n 9 = Decision@v1\n");
    assertThat(SchemaIds.read(file).schemas())
        .isEqualTo(Map.of(258, "SensorPacket", 9, "Decision@v1"));
  }

  @Test
  void everyBadLineOfAFileIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ids");
    Files.writeString(file, "1=SensorPacket\nx=Decision\n2=Spikes\n1=Decision\n3=\n");
    assertThatThrownBy(() -> SchemaIds.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(":2: 'x=Decision' is not of the form 17=SensorPacket")
        .hasMessageContaining(":3: unknown schema 'Spikes'; use one of [")
        .hasMessageContaining(":4: id 1 is given twice")
        .hasMessageContaining(":5: '3=' is not of the form");
  }

  @Test
  void formatsTravelWithAJob() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(CONFLUENT);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(CONFLUENT);
    }
  }
}
