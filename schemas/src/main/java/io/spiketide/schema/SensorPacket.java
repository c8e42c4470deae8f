package io.spiketide.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of one sensor: one record of the topic {@code sensor-events}, its key the instance.
 * Without events and marks it is a heartbeat that moves the frontier only.
 *
 * @param source name of the producing sensor, not empty
 * @param epoch run of the producer; sequences are gap-free within (source, epoch)
 * @param sequence number of this packet: 0, 1, 2, ...
 * @param frontier in µs: nothing earlier follows from this source; {@link Promise#NONE} promises
 *     nothing
 * @param input name of the network's input; empty for a network's only input
 * @param time base time in µs
 * @param timeOffsets per event its time minus {@code time} in µs, in packet order; may be negative,
 *     need not be sorted
 * @param addresses per event its row-major flat index into the input's shape; not checked here
 * @param values per event its value; empty when every event counts 1
 * @param marks starts and ends of episodes, in packet order
 * @param dropped events that the sensor reports as lost since the packet before
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content: see RecordContent.
public record SensorPacket(
    String source,
    long epoch,
    long sequence,
    long frontier,
    String input,
    long time,
    int[] timeOffsets,
    int[] addresses,
    float[] values,
    List<EpisodeMark> marks,
    long dropped) {
  public SensorPacket {
    marks = List.copyOf(marks);
    check(source, epoch, sequence, dropped, timeOffsets.length, addresses.length, values.length);
  }

  /**
   * The rules of a packet, for those who hold one in another form.
   *
   * @throws IllegalArgumentException naming the first rule that is broken
   */
  public static void check(
      String source,
      long epoch,
      long sequence,
      long dropped,
      int timeOffsets,
      int addresses,
      int values) {
    Checks.notEmpty("source", source);
    Checks.notNegative("epoch", epoch);
    Checks.notNegative("sequence", sequence);
    Checks.notNegative("dropped", dropped);
    Checks.sameLength("timeOffsets", timeOffsets, "addresses", addresses);
    Checks.sameLengthOrEmpty("timeOffsets", timeOffsets, "values", values);
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
