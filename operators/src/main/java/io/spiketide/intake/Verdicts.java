package io.spiketide.intake;

import io.spiketide.schema.codec.SensorPacketBuffer;

/** Receives what {@link Admission} does not let in. Every event is reported exactly once. */
public interface Verdicts {

  /** The whole packet was seen before. */
  void duplicate(SensorPacketBuffer packet);

  /** The whole packet cannot be taken. */
  void rejectedPacket(SensorPacketBuffer packet, String reason, String detail);

  /** The packet's promise cannot be taken; its events and marks are judged one by one. */
  void rejectedFrontier(SensorPacketBuffer packet, String reason, String detail);

  /**
   * One event cannot be taken.
   *
   * @param event index in the packet
   */
  void rejectedEvent(SensorPacketBuffer packet, int event, String reason, String detail);

  /**
   * One event came after the frontier had passed it.
   *
   * @param event index in the packet
   * @param frontier the frontier that ruled, in µs
   */
  void lateEvent(SensorPacketBuffer packet, int event, long frontier);

  /** A mark cannot be taken. */
  void rejectedMark(SensorPacketBuffer packet, int mark, String reason, String detail);

  /** Packets are missing before this one, which is taken. */
  void sequenceGap(SensorPacketBuffer packet, long expected);
}
