package io.spiketide.schema.codec;

import java.io.Serializable;

/**
 * How packets are framed. Both framings are understood when reading, whatever is written.
 *
 * @param framing what is written
 * @param ids the registry's ids, for Confluent framing; {@link SchemaIds#NONE} without a registry
 */
public record WireFormat(Framing framing, SchemaIds ids) implements Serializable {
  /** Single-object encoding, no registry. */
  public static final WireFormat DEFAULT = new WireFormat(Framing.SINGLE_OBJECT, SchemaIds.NONE);
}
