package io.spiketide.schema.codec;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The ids that a schema registry gave to our schemas. Given by hand: no registry is asked.
 *
 * @param schemas registry id to schema, such as {@code SensorPacket} for the current version or
 *     {@code SensorPacket@v1} for a released one
 */
public record SchemaIds(Map<Integer, String> schemas) implements Serializable {
  /** No registry. */
  public static final SchemaIds NONE = new SchemaIds(Map.of());

  public SchemaIds {
    schemas = Map.copyOf(schemas);
    schemas.values().forEach(Schemas::named);
  }

  /**
   * Reads a file of lines {@code id=schema}; empty lines and lines from {@code #} on are skipped.
   *
   * @throws IllegalArgumentException naming every bad line
   * @throws IOException if the file cannot be read
   */
  public static SchemaIds read(Path file) throws IOException {
    Map<Integer, String> schemas = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          readLine(line, schemas);
        } catch (IllegalArgumentException e) {
          faults.add(file + ":" + (i + 1) + ": " + e.getMessage());
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return new SchemaIds(schemas);
  }

  private static void readLine(String line, Map<Integer, String> schemas) {
    if (!line.matches("\\d{1,9}\\s*=.+")) {
      throw new IllegalArgumentException("'" + line + "' is not of the form 17=SensorPacket");
    }
    int equals = line.indexOf('=');
    int id = Integer.parseInt(line.substring(0, equals).strip());
    String schema = Schemas.named(line.substring(equals + 1).strip()).id();
    if (schemas.putIfAbsent(id, schema) != null) {
      throw new IllegalArgumentException("id " + id + " is given twice; remove one line");
    }
  }

  /** The smallest id of a schema, such as {@code SensorPacket}. */
  public OptionalInt id(String schema) {
    return schemas.entrySet().stream()
        .filter(entry -> entry.getValue().equals(schema))
        .mapToInt(Map.Entry::getKey)
        .min();
  }
}
