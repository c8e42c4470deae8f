package io.spiketide.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gate: whatever was written with any version can be read with any other. */
class SchemaEvolutionTest {
  static Stream<SchemaVersion> released() {
    return Schemas.all().stream()
        .filter(version -> !version.version().equals(SchemaVersion.CURRENT));
  }

  @Test
  void everyReleaseOnDiskIsKnown() throws IOException {
    try (Stream<Path> folders = Files.list(GoldenFiles.RELEASED)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Schemas.RELEASES);
    }
  }

  @Test
  void theNewestReleaseHoldsTheCurrentSchemas() {
    String newest = Schemas.RELEASES.get(Schemas.RELEASES.size() - 1);
    for (String name : Schemas.NAMES) {
      assertThat(Schemas.named(name + "@" + newest).schema())
          .as("a changed schema begins a new version; write its files with GoldenFiles")
          .isEqualTo(Schemas.current(name));
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void allPairsOfVersionsReadEachOther(SchemaVersion version) {
    for (SchemaVersion other : Schemas.all()) {
      if (other.name().equals(version.name())) {
        assertThat(isReadable(version.schema(), other.schema())).as("%s", other.id()).isTrue();
        assertThat(isReadable(other.schema(), version.schema())).as("%s", other.id()).isTrue();
      }
    }
  }

  private static boolean isReadable(Schema writer, Schema reader) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  @ParameterizedTest
  @MethodSource("released")
  void aGenericReaderReadsTheGoldenRecord(SchemaVersion version) throws IOException {
    byte[] golden = Files.readAllBytes(GoldenFiles.record(version));
    assertThat(GenericPackets.json(GenericPackets.decode(version.schema(), golden)))
        .isEqualTo(Files.readString(GoldenFiles.json(version)));
  }

  @ParameterizedTest
  @MethodSource("released")
  void ourCodecReadsTheGoldenRecord(SchemaVersion version) throws IOException {
    String json = Files.readString(GoldenFiles.json(version));
    Schema current = Schemas.current(version.name());
    GenericRecord expected =
        GenericPackets.resolve(GenericPackets.fromJson(version.schema(), json), current);
    assertThat(readByOurCodec(kind(version.name()), version)).isEqualTo(expected);
  }

  private static <T extends Record> GenericRecord readByOurCodec(
      PacketKind<T> kind, SchemaVersion version) throws IOException {
    byte[] golden = Files.readAllBytes(GoldenFiles.record(version));
    T packet = kind.codec().apply(WireFormat.DEFAULT).decode(golden);
    return GenericPackets.of(Schemas.current(kind.name()), packet);
  }

  private static PacketKind<?> kind(String name) {
    return PacketKind.ALL.stream().filter(kind -> kind.name().equals(name)).findFirst().get();
  }

  @Test
  void fieldsOfAnOlderSchemaAreResolved() throws IOException {
    SensorPacket packet = OlderSensorSchema.codec().decode(OlderSensorSchema.record());
    assertThat(packet)
        .isEqualTo(
            new SensorPacket(
                "camera",
                0,
                9,
                Promise.NONE,
                "",
                1000,
                new int[] {-1, 70_000},
                new int[] {5, 6},
                new float[0],
                List.of(
                    EpisodeMark.start(1000, "one", ""),
                    new EpisodeMark(EpisodeMark.Kind.UNKNOWN, 1000, "one", ""),
                    EpisodeMark.end(1000, "one")),
                0));
  }
}
