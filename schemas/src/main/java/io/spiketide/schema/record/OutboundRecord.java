package io.spiketide.schema.record;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record to be written: where to, and its encoded bytes.
 *
 * <p>Immutable by agreement: the arrays are handed over, and neither the giver nor a reader writes
 * them afterwards. Equality compares their content.
 */
public final class OutboundRecord {
  private final String topic;
  private final byte @Nullable [] key;
  private final byte[] value;
  private final long timestampMillis;

  /**
   * @param topic name of the topic, prefix included
   * @param key bytes of the key, which choose the partition; null spreads records over partitions
   * @param value bytes of the value
   * @param timestampMillis event time in ms since the epoch, not negative; becomes the record's
   *     Kafka timestamp
   * @throws IllegalArgumentException if the time is negative, which Kafka refuses
   */
  public OutboundRecord(String topic, byte @Nullable [] key, byte[] value, long timestampMillis) {
    if (timestampMillis < 0) {
      throw new IllegalArgumentException(
          "topic " + topic + ": timestamp " + timestampMillis + " ms lies before the epoch");
    }
    this.topic = Objects.requireNonNull(topic, "topic");
    this.key = key;
    this.value = Objects.requireNonNull(value, "value");
    this.timestampMillis = timestampMillis;
  }

  /** Name of the topic, prefix included. */
  public String topic() {
    return topic;
  }

  /** Bytes of the key, null where the record has none; not to be written. */
  public byte @Nullable [] key() {
    return key;
  }

  /** Bytes of the value; not to be written. */
  public byte[] value() {
    return value;
  }

  /** Event time in ms since the epoch, not negative. */
  public long timestampMillis() {
    return timestampMillis;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OutboundRecord that
        && timestampMillis == that.timestampMillis
        && topic.equals(that.topic)
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(topic, timestampMillis)
        + 31 * Arrays.hashCode(key)
        + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "record of " + value.length + " bytes for topic " + topic;
  }
}
