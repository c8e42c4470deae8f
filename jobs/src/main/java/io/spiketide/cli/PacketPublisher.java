package io.spiketide.cli;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.KafkaFault;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.sensor.PacketSink;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the packets of one source to a topic, in order, each acknowledged. Single-threaded; only
 * the counts may be read from elsewhere.
 */
final class PacketPublisher implements PacketSink, AutoCloseable {
  private static final String LINGER_MILLIS = "0";
  private static final String BATCH_BYTES = "262144";

  private final KafkaProducer<byte[], byte[]> producer;
  private final SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
  private final String topic;
  private final byte[] key;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param instance key of the records
   */
  PacketPublisher(ClientProperties client, String topic, String instance) {
    ClientProperties tuned =
        client
            .withDefault(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS)
            .withDefault(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    producer =
        new KafkaProducer<>(
            tuned.toProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
    key = instance.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Sends a packet; its record's timestamp is its event time in ms.
   *
   * @throws KafkaFault if this or an earlier packet could not be sent
   */
  @Override
  public void send(SensorPacket packet) {
    throwFailure();
    long millis = Math.max(0, packet.time() / 1_000);
    producer.send(
        new ProducerRecord<>(topic, null, millis, key, codec.encode(packet)),
        (metadata, fault) -> {
          if (fault == null) {
            acknowledged.incrementAndGet();
          } else {
            failure.compareAndSet(null, fault);
          }
        });
  }

  /** Waits until every packet is acknowledged. */
  void flush() {
    producer.flush();
    throwFailure();
  }

  /** Packets that the broker has. */
  long acknowledged() {
    return acknowledged.get();
  }

  private void throwFailure() {
    Exception fault = failure.get();
    if (fault instanceof InterruptException) {
      throw UserException.interrupted();
    } else if (fault != null) {
      throw new KafkaFault(
          "topic "
              + topic
              + ": the broker took "
              + acknowledged.get()
              + " packets and then no more ("
              + fault.getMessage()
              + "); see that it runs and that the topic exists",
          fault);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
