package io.spiketide.schema.record;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record as it was read: its coordinates and its undecoded bytes.
 *
 * <p>Immutable by agreement: the arrays are handed over, and neither the giver nor a reader writes
 * them afterwards. Equality compares their content.
 */
public final class RawRecord {
  private final String topic;
  private final int partition;
  private final long offset;
  private final long timestampMillis;
  private final byte @Nullable [] key;
  private final byte[] value;

  /**
   * @param topic name of the topic, prefix included
   * @param partition index of the partition, from 0
   * @param offset place in the partition, from 0
   * @param timestampMillis the record's Kafka timestamp in ms since the epoch; -1 where it has none
   * @param key bytes of the key, null where the record has none
   * @param value bytes of the value; empty for a tombstone
   */
  public RawRecord(
      String topic,
      int partition,
      long offset,
      long timestampMillis,
      byte @Nullable [] key,
      byte[] value) {
    this.topic = Objects.requireNonNull(topic, "topic");
    this.partition = partition;
    this.offset = offset;
    this.timestampMillis = timestampMillis;
    this.key = key;
    this.value = Objects.requireNonNull(value, "value");
  }

  /** Name of the topic, prefix included. */
  public String topic() {
    return topic;
  }

  /** Index of the partition, from 0. */
  public int partition() {
    return partition;
  }

  /** Place in the partition, from 0. */
  public long offset() {
    return offset;
  }

  /** The record's Kafka timestamp in ms since the epoch; -1 where it has none. */
  public long timestampMillis() {
    return timestampMillis;
  }

  /** Bytes of the key, null where the record has none; not to be written. */
  public byte @Nullable [] key() {
    return key;
  }

  /** Bytes of the value, empty for a tombstone; not to be written. */
  public byte[] value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RawRecord that
        && partition == that.partition
        && offset == that.offset
        && timestampMillis == that.timestampMillis
        && topic.equals(that.topic)
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(topic, partition, offset, timestampMillis)
        + 31 * Arrays.hashCode(key)
        + Arrays.hashCode(value);
  }

  /** The coordinates in the form that messages use. */
  @Override
  public String toString() {
    return "topic " + topic + ", partition " + partition + ", offset " + offset;
  }
}
