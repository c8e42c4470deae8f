package io.spiketide.schema.codec;

/** What stands before a packet's body and says which schema wrote it. */
public enum Framing {
  /** {@code C3 01}, then the schema's CRC-64-AVRO fingerprint, 8 bytes little-endian. */
  SINGLE_OBJECT,
  /** {@code 00}, then the schema's id in a registry, 4 bytes big-endian. */
  CONFLUENT
}
