package io.spiketide.it.ingest;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is in the topic of sensor events. */
final class Sent {
  private Sent() {}

  /** All packets of an instance, in their order. */
  static List<SensorPacket> packets(ClientProperties client, String topic, String instance)
      throws WireException {
    SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    List<SensorPacket> packets = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(client, topic)) {
      if (instance.equals(new String(record.key(), StandardCharsets.UTF_8))) {
        packets.add(codec.decode(record.value()));
      }
    }
    return packets;
  }

  static List<ConsumerRecord<byte[], byte[]>> records(ClientProperties client, String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    forEach(client, topic, (partition, record) -> records.add(record));
    return records;
  }

  /** Shows every record that is there now. */
  static void forEach(
      ClientProperties client,
      String topic,
      BiConsumer<TopicPartition, ConsumerRecord<byte[], byte[]>> visitor) {
    Properties properties = client.toProperties();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        var polled = consumer.poll(Duration.ofMillis(200));
        for (TopicPartition partition : polled.partitions()) {
          polled.records(partition).forEach(record -> visitor.accept(partition, record));
        }
      }
    }
  }
}
