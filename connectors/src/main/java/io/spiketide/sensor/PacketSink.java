package io.spiketide.sensor;

import io.spiketide.schema.SensorPacket;

/** Takes the packets of one source in the order of their sequence. */
@FunctionalInterface
public interface PacketSink {
  void send(SensorPacket packet);
}
