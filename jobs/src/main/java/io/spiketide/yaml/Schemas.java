package io.spiketide.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fragments of JSON Schema. */
final class Schemas {
  private Schemas() {}

  static Map<String, Object> type(String type) {
    return Map.of("type", type);
  }

  static Map<String, Object> atLeast(long least) {
    return ordered("type", "integer", "minimum", least);
  }

  static Map<String, Object> listOf(Map<String, Object> items) {
    return ordered("type", "array", "items", items);
  }

  /** A mapping of names that the author chooses. */
  static Map<String, Object> mapOf(Map<String, Object> values) {
    return ordered("type", "object", "additionalProperties", values);
  }

  /** The same, or nothing written behind the key. */
  static Map<String, Object> orNull(Map<String, Object> schema) {
    return anyOf(schema, type("null"));
  }

  static Map<String, Object> reference(String definition) {
    return Map.of("$ref", "#/definitions/" + definition);
  }

  /** A time, by reference. */
  static Map<String, Object> time() {
    return reference("time");
  }

  /** What {@link #time} refers to. */
  static Map<String, Object> timeDefinition() {
    return Map.of(
        "anyOf", List.of(ordered("type", "string", "pattern", Times.PATTERN), Map.of("const", 0)));
  }

  static Map<String, Object> anyOf(Map<String, Object> first, Map<String, Object> second) {
    return Map.of("anyOf", List.of(first, second));
  }

  /** A mapping with exactly the keys of a section. */
  static Map<String, Object> object(Section section) {
    Map<String, Object> properties = new LinkedHashMap<>();
    section.keys().forEach(key -> properties.put(key.name(), described(key)));
    return object(
        section.doc(),
        properties,
        section.keys().stream().filter(Key::isRequired).<String>map(Key::name).toList());
  }

  /** A mapping with exactly the given keys. */
  static Map<String, Object> object(
      String doc, Map<String, Object> properties, List<String> required) {
    Map<String, Object> object = ordered("type", "object", "description", doc);
    object.put("properties", properties);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    object.put("additionalProperties", false);
    return object;
  }

  static Map<String, Object> described(Key<?> key) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(
        "description", key.doc() + (key.isRequired() ? "" : " Default: " + key.fallback() + "."));
    schema.put("allOf", List.of(key.form().schema()));
    return schema;
  }

  private static Map<String, Object> ordered(
      String key1, Object value1, String key2, Object value2) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key1, value1);
    map.put(key2, value2);
    return map;
  }
}
