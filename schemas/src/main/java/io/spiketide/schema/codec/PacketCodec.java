package io.spiketide.schema.codec;

import io.spiketide.schema.WireException;

/**
 * Turns packets of one kind into the value bytes of Kafka records and back. A codec reuses its
 * buffers: it belongs to one thread.
 *
 * @param <T> the packet
 */
public interface PacketCodec<T> {
  /** The packet as the value of a Kafka record, in a new array. */
  byte[] encode(T packet);

  /**
   * The packet of a record's value, written with the current schema or any released one.
   *
   * @param record the value as read; not modified
   * @throws WireException if the bytes are no such packet; says why
   */
  T decode(byte[] record) throws WireException;
}
