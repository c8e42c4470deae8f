package io.spiketide.cli;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.KafkaFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of one topic without a consumer group, so that reading leaves no trace.
 * Single-threaded; an interrupt ends a read.
 */
final class TopicReader implements AutoCloseable {
  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /**
   * @throws KafkaFault if there is no such topic
   */
  TopicReader(ClientProperties client, String topic) {
    this(consumer(client), client.bootstrapServers(), topic);
  }

  /**
   * Reads by this consumer, and closes it in the end.
   *
   * @param servers what a message calls the brokers
   * @throws KafkaFault if there is no such topic
   */
  TopicReader(Consumer<byte[], byte[]> consumer, String servers, String topic) {
    this.consumer = consumer;
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found.isEmpty()) {
      consumer.close();
      throw new KafkaFault(
          "topic "
              + topic
              + " at "
              + servers
              + ": is missing; create it with 'spiketide topics create', or correct the prefix");
    }
    partitions = found.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
    consumer.assign(partitions);
  }

  private static Consumer<byte[], byte[]> consumer(ClientProperties client) {
    ClientProperties quiet =
        client
            .withDefault(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false")
            .withDefault(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false")
            .withDefault(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(
        quiet.toProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Goes to the oldest record of each partition. */
  void seekToStart() {
    consumer.seekToBeginning(partitions);
  }

  /** Goes behind the newest record of each partition, at once. */
  void seekToEnd() {
    consumer.endOffsets(partitions).forEach(consumer::seek);
  }

  /** Goes to the first record of each partition whose event time is not before the given one. */
  void seekToTime(long millis) {
    Map<TopicPartition, Long> times = new TreeMap<>(TopicReader::compare);
    partitions.forEach(partition -> times.put(partition, millis));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    seekToEnd();
    found.forEach(
        (partition, offset) -> {
          if (offset != null) {
            consumer.seek(partition, offset.offset());
          }
        });
  }

  /** The offsets behind the newest records now. */
  Map<TopicPartition, Long> end() {
    return consumer.endOffsets(partitions);
  }

  /** Whether everything before these offsets has been read. */
  boolean hasReached(Map<TopicPartition, Long> end) {
    return end.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
  }

  /** The next records, in the order of their partition; none if the time passes without any. */
  List<ConsumerRecord<byte[], byte[]>> poll(Duration atMost) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(atMost);
    return partitions.stream().flatMap(p -> records.records(p).stream()).toList();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static int compare(TopicPartition a, TopicPartition b) {
    return Integer.compare(a.partition(), b.partition());
  }
}
