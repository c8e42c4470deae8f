package io.spiketide.operator.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One case per record type; the bytes of every released format are kept here. */
class RecordSerializersTest {
  private record Case<T>(TypeInformation<T> type, List<T> samples, String firstSampleInVersion1) {
    TypeSerializer<T> serializer() {
      return type.createSerializer(new SerializerConfigImpl());
    }
  }

  static Stream<Case<?>> cases() {
    byte[] key = {0x6b};
    byte[] value = {0x01, (byte) 0xff};
    return Stream.of(
        new Case<>(
            RawRecordTypeInfo.INSTANCE,
            List.of(
                new RawRecord("spikes", 3, 99L, 1_000L, key, value),
                new RawRecord("spikes", 0, Long.MAX_VALUE, -1L, null, new byte[0]),
                new RawRecord("größe", 1, 0L, 0L, new byte[0], new byte[70_000])),
            "0006"
                + "7370696b6573"
                + "00000003"
                + "0000000000000063"
                + "00000000000003e8"
                + "00000001"
                + "6b"
                + "00000002"
                + "01ff"),
        new Case<>(
            OutboundRecordTypeInfo.INSTANCE,
            List.of(
                new OutboundRecord("spikes", key, value, 1_000L),
                new OutboundRecord("spikes", null, new byte[0], 0L),
                new OutboundRecord("größe", new byte[0], new byte[70_000], Long.MAX_VALUE)),
            "0006"
                + "7370696b6573"
                + "00000001"
                + "6b"
                + "00000002"
                + "01ff"
                + "00000000000003e8"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void readsBackWhatItWrites(Case<T> c) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (T sample : c.samples()) {
      c.serializer().serialize(sample, out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    for (T sample : c.samples()) {
      assertThat(c.serializer().deserialize(in)).isEqualTo(sample);
    }
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void copiesBytesFromViewToView(Case<T> c) throws IOException {
    for (T sample : c.samples()) {
      byte[] bytes = bytesOf(c, sample);
      DataOutputSerializer copy = new DataOutputSerializer(64);
      c.serializer().copy(new DataInputDeserializer(bytes), copy);
      assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void sharesInstancesInsteadOfCopying(Case<T> c) {
    T sample = c.samples().get(0);
    assertThat(c.serializer().isImmutableType()).isTrue();
    assertThat(c.serializer().copy(sample)).isSameAs(sample);
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void readsTheBytesOfVersion1(Case<T> c) throws IOException {
    byte[] released = HexFormat.of().parseHex(c.firstSampleInVersion1());
    assertThat(c.serializer().deserialize(new DataInputDeserializer(released)))
        .isEqualTo(c.samples().get(0));
    assertThat(bytesOf(c, c.samples().get(0))).isEqualTo(released);
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void aRestoredSnapshotReadsWhatWasWrittenBefore(Case<T> c) throws IOException {
    T sample = c.samples().get(0);
    TypeSerializerSnapshot<T> restored = restored(c);
    assertThat(
            restored.restoreSerializer().deserialize(new DataInputDeserializer(bytesOf(c, sample))))
        .isEqualTo(sample);
    assertThat(
            c.serializer()
                .snapshotConfiguration()
                .resolveSchemaCompatibility(restored)
                .isCompatibleAsIs())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void aSnapshotOfAnUnknownVersionIsRefusedWithTheMend(Case<T> c) {
    TypeSerializerSnapshot<T> snapshot = c.serializer().snapshotConfiguration();
    assertThatThrownBy(
            () ->
                snapshot.readSnapshot(
                    2, new DataInputDeserializer(new byte[0]), getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("restore with");
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void theTypeInformationSurvivesJavaSerialization(Case<T> c) throws Exception {
    TypeInformation<T> clone = InstantiationUtil.clone(c.type());
    assertThat(clone).isEqualTo(c.type()).hasSameHashCodeAs(c.type());
    assertThat(c.type()).isNotEqualTo(TypeInformation.of(String.class));
  }

  private static <T> TypeSerializerSnapshot<T> restored(Case<T> c) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, c.serializer().snapshotConfiguration());
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        RecordSerializersTest.class.getClassLoader());
  }

  private static <T> byte[] bytesOf(Case<T> c, T sample) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    c.serializer().serialize(sample, out);
    return out.getCopyOfBuffer();
  }
}
