package io.spiketide.it;

import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends sensor packets to a topic. The order within a source is kept; instances interleave. */
final class Feed implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
  private final String topic;

  Feed(String brokers, String topic) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "2");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
  }

  /** The packets of all instances in an order that is a function of the seed. */
  static List<Map.Entry<String, SensorPacket>> interleave(
      Map<String, List<SensorPacket>> packets, long seed) {
    Random random = new Random(seed);
    List<Map.Entry<String, Deque<SensorPacket>>> left = new ArrayList<>();
    packets.forEach((instance, sent) -> left.add(Map.entry(instance, new ArrayDeque<>(sent))));
    List<Map.Entry<String, SensorPacket>> order = new ArrayList<>();
    while (!left.isEmpty()) {
      int pick = random.nextInt(left.size());
      Map.Entry<String, Deque<SensorPacket>> source = left.get(pick);
      int burst = 1 + random.nextInt(20);
      while (burst-- > 0 && !source.getValue().isEmpty()) {
        order.add(Map.entry(source.getKey(), source.getValue().poll()));
      }
      if (source.getValue().isEmpty()) {
        left.remove(pick);
      }
    }
    return order;
  }

  Future<RecordMetadata> send(String instance, SensorPacket packet) {
    return send(instance.getBytes(StandardCharsets.UTF_8), codec.encode(packet));
  }

  /** Sends a packet whose record bears an event time, as that of a sensor does. */
  Future<RecordMetadata> send(String instance, SensorPacket packet, long millis) {
    return producer.send(
        new ProducerRecord<>(
            topic, null, millis, instance.getBytes(StandardCharsets.UTF_8), codec.encode(packet)));
  }

  /** Sends bytes as they are; null for no key, or for a tombstone. */
  Future<RecordMetadata> send(byte @Nullable [] key, byte @Nullable [] value) {
    return producer.send(new ProducerRecord<>(topic, key, value));
  }

  /** Sends a record without a key to every partition, and waits until the broker has it. */
  void sendToEachPartition(byte[] value) throws ExecutionException, InterruptedException {
    List<Future<?>> sent = new ArrayList<>();
    for (PartitionInfo partition : producer.partitionsFor(topic)) {
      sent.add(producer.send(new ProducerRecord<>(topic, partition.partition(), null, value)));
    }
    for (Future<?> future : sent) {
      future.get();
    }
  }

  /** Sends all and waits until the broker has them. */
  void sendAll(List<Map.Entry<String, SensorPacket>> packets)
      throws ExecutionException, InterruptedException {
    List<Future<?>> sent = new ArrayList<>();
    for (var packet : packets) {
      sent.add(send(packet.getKey(), packet.getValue()));
    }
    producer.flush();
    for (Future<?> future : sent) {
      future.get();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
