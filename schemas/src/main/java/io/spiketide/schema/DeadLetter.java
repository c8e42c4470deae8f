package io.spiketide.schema;

import org.jspecify.annotations.Nullable;

/**
 * A record, or events of one, that could not be processed: one record of the topic {@code
 * dead-letters}.
 *
 * @param network name of the network that refused it
 * @param reason one of {@link DeadLetterReason}, not empty
 * @param detail the fault in words, with the values that were found and what to do
 * @param topic topic that the record was read from
 * @param partition partition that the record was read from
 * @param offset offset of the record in its partition
 * @param timestamp timestamp of the record in ms; -1 where it has none
 * @param instance key of the network's copy that the record was for; empty where it names none
 * @param count events that were refused; 1 for a record that could not be read
 * @param key key of the record as read; empty where it has none
 * @param value value of the record as read; empty where it has none
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content: see RecordContent.
public record DeadLetter(
    String network,
    String reason,
    String detail,
    String topic,
    int partition,
    long offset,
    long timestamp,
    String instance,
    long count,
    byte[] key,
    byte[] value) {
  public DeadLetter {
    Checks.notEmpty("reason", reason);
    Checks.notNegative("count", count);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return RecordContent.equal(this, other);
  }

  @Override
  public int hashCode() {
    return RecordContent.hash(this);
  }

  @Override
  public String toString() {
    return RecordContent.text(this);
  }
}
