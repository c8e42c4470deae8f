package io.spiketide.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of descriptions for editors, made of the key tables and the catalogs. */
final class JsonSchema {
  private static final List<Section> SECTIONS =
      List.of(
          NirSection.SECTION,
          InputSection.SECTION,
          PopulationSection.SECTION,
          ProjectionSection.SECTION,
          RecordSection.SECTION,
          InstancesSection.SECTION,
          PlacementSection.SECTION);

  private JsonSchema() {}

  /** The schema as it stands in its file. */
  static String text() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Spiketide network");
    schema.putAll(Schemas.object(NetworkSection.SECTION));
    schema.put("definitions", definitions());
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and words are always JSON", e);
    }
  }

  private static Map<String, Object> definitions() {
    Map<String, Object> definitions = new LinkedHashMap<>();
    for (Section section : SECTIONS) {
      Map<String, Object> definition = Schemas.object(section);
      if (section.equals(InputSection.SECTION) || section.equals(PopulationSection.SECTION)) {
        // An entry that refines one of a NIR file has none of the keys that are required elsewhere.
        definition.remove("required");
      }
      definitions.put(section.name(), definition);
    }
    definitions.put(
        ReadoutSection.SECTION.name(),
        Map.of("anyOf", ReadoutSection.READOUTS.schemas(ReadoutSection.OTHERS)));
    definitions.put("time", Schemas.timeDefinition());
    definitions.putAll(ValuesForm.definitions());
    return definitions;
  }
}
