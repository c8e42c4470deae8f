package io.spiketide.cli;

import io.spiketide.connector.kafka.SensorProducer;
import io.spiketide.ingest.AcknowledgedSink;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import io.spiketide.sensor.PacketSink;
import java.time.Duration;

/**
 * Waits for the arrival of each packet up to the first that promises something: connections and
 * their like take time, and time begins with that packet. A wait ends when the packet is given up,
 * or with an interrupt. Single-threaded.
 */
final class FirstArrivals implements PacketSink {
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final SensorProducer producer;
  private final AcknowledgedSink broker;
  private boolean begun;

  FirstArrivals(SensorProducer producer, AcknowledgedSink broker) {
    this.producer = producer;
    this.broker = broker;
  }

  @Override
  public void send(SensorPacket packet) {
    broker.send(packet);
    if (!begun) {
      awaitArrival();
      begun = packet.frontier() != Promise.NONE;
    }
  }

  private void awaitArrival() {
    boolean arrived = false;
    while (!arrived && !Thread.currentThread().isInterrupted()) {
      try {
        arrived = broker.awaitArrival(GLANCE);
        producer.throwFailure();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
