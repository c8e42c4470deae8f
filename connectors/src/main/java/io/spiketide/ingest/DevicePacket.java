package io.spiketide.ingest;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packet as a device posts it: a {@link SensorPacket} of which much may be left out.
 *
 * @param source name of the sensor; empty for that of the instance
 * @param epoch run of the device; 0 if left out
 * @param sequence number of the packet; null where the device does not number
 * @param frontier promise in µs; null for none
 * @param input name of the network's input; empty for its only one
 * @param time base time in µs; null for that of the arrival
 * @param timeOffsets per event its time less {@code time} in µs; empty for 0
 * @param addresses per event its row-major flat index into the shape
 * @param values per event its value; empty for 1
 * @param marks starts and ends of episodes
 * @param dropped events that the sensor has lost
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, right after it was made; never compared.
record DevicePacket(
    String source,
    long epoch,
    @Nullable Long sequence,
    @Nullable Long frontier,
    String input,
    @Nullable Long time,
    int[] timeOffsets,
    int[] addresses,
    float[] values,
    List<EpisodeMark> marks,
    long dropped) {

  /** A whole packet, as it is in Avro. */
  static DevicePacket of(SensorPacket packet) {
    return new DevicePacket(
        packet.source(),
        packet.epoch(),
        packet.sequence(),
        packet.frontier(),
        packet.input(),
        packet.time(),
        packet.timeOffsets(),
        packet.addresses(),
        packet.values(),
        packet.marks(),
        packet.dropped());
  }
}
