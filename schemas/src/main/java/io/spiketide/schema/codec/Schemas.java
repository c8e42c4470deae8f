package io.spiketide.schema.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Every schema that this version can read: the current ones and all that were ever released. They
 * are resources of the jar, {@code /io/spiketide/schema/<Name>.avsc} and {@code
 * /io/spiketide/schema/released/<version>/<Name>.avsc}.
 */
public final class Schemas {
  /** The packets, by the name of their schema. */
  public static final List<String> NAMES =
      List.of(
          "SensorPacket",
          "SpikePacket",
          "Decision",
          "LearningSignals",
          "ControlCommand",
          "ControlAck",
          "StateRecording",
          "LateEvents",
          "DeadLetter",
          "WeightSnapshot");

  /** Releases that changed a schema, oldest first. */
  public static final List<String> RELEASES = List.of("v1");

  private static final List<SchemaVersion> ALL = load();

  private Schemas() {}

  /**
   * The schema that this version writes, for any Avro reader.
   *
   * @param name one of {@link #NAMES}
   * @throws IllegalArgumentException for another name
   */
  public static Schema current(String name) {
    return named(name).schema();
  }

  /** All versions of all packets: per packet the current one, then the released ones. */
  public static List<SchemaVersion> all() {
    return ALL;
  }

  /**
   * The version that an id names.
   *
   * @param id such as {@code SensorPacket} or {@code SensorPacket@v1}
   * @throws IllegalArgumentException for an unknown id; lists the known ones
   */
  public static SchemaVersion named(String id) {
    return ALL.stream()
        .filter(version -> version.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown schema '"
                        + id
                        + "'; use one of "
                        + ALL.stream().map(SchemaVersion::id).toList()));
  }

  private static List<SchemaVersion> load() {
    List<SchemaVersion> versions = new ArrayList<>();
    for (String name : NAMES) {
      versions.add(
          read("/io/spiketide/schema/" + name + ".avsc", name, SchemaVersion.CURRENT)
              .orElseThrow(() -> new IllegalStateException("the jar lacks schema " + name)));
      for (String release : RELEASES) {
        read("/io/spiketide/schema/released/" + release + "/" + name + ".avsc", name, release)
            .ifPresent(versions::add);
      }
    }
    return List.copyOf(versions);
  }

  /** Empty where a release did not have this packet yet. */
  private static Optional<SchemaVersion> read(String resource, String name, String version) {
    try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new SchemaVersion(name, version, new Schema.Parser().parse(in)));
    } catch (IOException e) {
      throw new IllegalStateException("the jar's " + resource + " cannot be read", e);
    }
  }
}
