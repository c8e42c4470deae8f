package io.spiketide.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemasTest {
  @Test
  void everySchemaFileIsListed() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/io/spiketide/schema"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".avsc", "")))
          .containsExactlyInAnyOrderElementsOf(Schemas.NAMES);
    }
  }

  @Test
  void everySchemaIsTested() {
    assertThat(PacketKind.ALL).extracting(PacketKind::name).isEqualTo(Schemas.NAMES);
  }

  @Test
  void everySchemaAndFieldIsDocumented() {
    List<String> undocumented = new ArrayList<>();
    Schemas.NAMES.forEach(name -> collectUndocumented(Schemas.current(name), undocumented));
    assertThat(undocumented).isEmpty();
  }

  @Test
  void everySchemaIsInOurNamespace() {
    assertThat(Schemas.NAMES)
        .allSatisfy(
            name ->
                assertThat(Schemas.current(name).getFullName()).isEqualTo("io.spiketide." + name));
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> Schemas.current("SensorPackage"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unknown schema 'SensorPackage'; use one of [SensorPacket, ");
  }

  private static void collectUndocumented(Schema schema, List<String> undocumented) {
    switch (schema.getType()) {
      case ARRAY -> collectUndocumented(schema.getElementType(), undocumented);
      case ENUM -> collectIfBlank(schema.getFullName(), schema.getDoc(), undocumented);
      case RECORD -> {
        collectIfBlank(schema.getFullName(), schema.getDoc(), undocumented);
        for (Schema.Field field : schema.getFields()) {
          collectIfBlank(schema.getFullName() + "." + field.name(), field.doc(), undocumented);
          collectUndocumented(field.schema(), undocumented);
        }
      }
      default -> {}
    }
  }

  private static void collectIfBlank(String name, String doc, List<String> undocumented) {
    if (doc == null || doc.isBlank()) {
      undocumented.add(name);
    }
  }
}
