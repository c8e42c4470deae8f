package io.spiketide.ingest;

import io.spiketide.sensor.PacketSink;
import java.time.Duration;

/** Takes packets and knows which of them have arrived. */
public interface AcknowledgedSink extends PacketSink {
  /**
   * Waits until everything that was sent before has arrived. From any thread.
   *
   * @return false if it takes longer
   */
  boolean awaitArrival(Duration patience) throws InterruptedException;
}
