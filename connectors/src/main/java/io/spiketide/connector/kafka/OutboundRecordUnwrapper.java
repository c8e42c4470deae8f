package io.spiketide.connector.kafka;

import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.SpikeKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Unwraps the bytes of a record. The partition is that of Kafka's default partitioner (murmur2 of
 * the key), so that producers in any language agree.
 *
 * <p>In topics through which shards hear each other it is the shard's: all that a shard fires in a
 * slice goes to one partition, in one request and to one reader, and the shards of an instance take
 * turns. It stays the same when partitions are added.
 */
final class OutboundRecordUnwrapper implements KafkaRecordSerializationSchema<OutboundRecord> {
  private static final long serialVersionUID = 1L;

  private final Map<String, Integer> partitionsOfShards;

  /**
   * @param partitionsOfShards topics through which shards hear each other, and how many partitions
   *     of each are used, whatever it has
   */
  OutboundRecordUnwrapper(Map<String, Integer> partitionsOfShards) {
    this.partitionsOfShards = Map.copyOf(partitionsOfShards);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutboundRecord record, KafkaSinkContext context, @Nullable Long flinkTimestamp) {
    return new ProducerRecord<>(
        record.topic(), partition(record), record.timestampMillis(), record.key(), record.value());
  }

  /** Null leaves the choice to Kafka. */
  private @Nullable Integer partition(OutboundRecord record) {
    Integer partitions = partitionsOfShards.get(record.topic());
    SpikeKey key = partitions == null ? null : SpikeKey.of(record.key());
    if (partitions == null || key == null) {
      return null;
    }
    byte[] instance = key.instance().getBytes(StandardCharsets.UTF_8);
    int first = BuiltInPartitioner.partitionForKey(instance, partitions);
    return (int) (((long) first + key.shard()) % partitions);
  }
}
