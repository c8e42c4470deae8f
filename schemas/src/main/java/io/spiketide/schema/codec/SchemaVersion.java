package io.spiketide.schema.codec;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * One version of one packet's schema.
 *
 * @param name name of the packet, such as {@code SensorPacket}
 * @param version {@code current}, or the release that froze it, such as {@code v1}
 * @param schema the schema itself
 * @param fingerprint CRC-64-AVRO of its parsing canonical form, as single-object encoding carries
 *     it
 */
public record SchemaVersion(String name, String version, Schema schema, long fingerprint) {
  /** The version that this build writes. */
  public static final String CURRENT = "current";

  SchemaVersion(String name, String version, Schema schema) {
    this(name, version, schema, SchemaNormalization.parsingFingerprint64(schema));
  }

  /** {@code SensorPacket} for the current version, {@code SensorPacket@v1} for a released one. */
  public String id() {
    return version.equals(CURRENT) ? name : name + "@" + version;
  }
}
