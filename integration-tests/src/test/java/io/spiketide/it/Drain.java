package io.spiketide.it;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning. */
final class Drain implements AutoCloseable {
  /** Receives a record. */
  interface Sink {
    void take(ConsumerRecord<byte[], byte[]> record) throws Exception;
  }

  private final KafkaConsumer<byte[], byte[]> consumer;

  Drain(String brokers, List<String> topics) {
    this(brokers, topics, "read_uncommitted");
  }

  /** Reads committed records only. */
  static Drain committed(String brokers, List<String> topics) {
    return new Drain(brokers, topics, "read_committed");
  }

  private Drain(String brokers, List<String> topics, String isolation) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads until the condition holds; true if it did within the time. */
  boolean until(BooleanSupplier done, Duration atMost, Sink sink) throws Exception {
    Instant end = Instant.now().plus(atMost);
    while (!done.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      for (var record : consumer.poll(Duration.ofMillis(50))) {
        sink.take(record);
      }
    }
    return true;
  }

  /** Reads whatever else comes within the time. */
  void rest(Duration time, Sink sink) throws Exception {
    until(() -> false, time, sink);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
