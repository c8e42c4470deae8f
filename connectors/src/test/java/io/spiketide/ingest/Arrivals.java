package io.spiketide.ingest;

import io.spiketide.schema.SensorPacket;
import java.time.Duration;
import java.util.List;

/** A sink whose packets arrive at once, or never. */
record Arrivals(List<SensorPacket> packets, boolean arrive) implements AcknowledgedSink {
  static Arrivals into(List<SensorPacket> packets) {
    return new Arrivals(packets, true);
  }

  @Override
  public void send(SensorPacket packet) {
    packets.add(packet);
  }

  @Override
  public boolean awaitArrival(Duration patience) {
    return arrive;
  }
}
