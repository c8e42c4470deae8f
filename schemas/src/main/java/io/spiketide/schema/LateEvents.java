package io.spiketide.schema;

import org.jspecify.annotations.Nullable;

/**
 * Sensor events that came after the network had gone on: one record of the topic {@code
 * late-events}, its key the instance.
 *
 * @param network name of the network, not empty
 * @param instance key of the network's copy
 * @param source source of the packet that held the events
 * @param input input that the events were for
 * @param epoch epoch of the packet
 * @param sequence sequence of the packet
 * @param frontier in µs, as it ruled when the events came: all of them are earlier
 * @param time base time in µs, as in the packet
 * @param timeOffsets per event its time minus {@code time} in µs
 * @param addresses per event its row-major flat index into the input's shape
 * @param values per event its value; empty when every event counts 1
 * @param topic topic that the packet was read from
 * @param partition partition that the packet was read from
 * @param offset offset of the packet in its partition
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content: see RecordContent.
public record LateEvents(
    String network,
    String instance,
    String source,
    String input,
    long epoch,
    long sequence,
    long frontier,
    long time,
    int[] timeOffsets,
    int[] addresses,
    float[] values,
    String topic,
    int partition,
    long offset) {
  public LateEvents {
    Checks.notEmpty("network", network);
    Checks.sameLength("timeOffsets", timeOffsets.length, "addresses", addresses.length);
    Checks.sameLengthOrEmpty("timeOffsets", timeOffsets.length, "values", values.length);
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
