package io.spiketide.connector.kafka;

import io.spiketide.schema.record.OutboundRecord;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Unwraps the bytes of a record. The partition is that of Kafka's default partitioner (murmur2 of
 * the key), so that producers in any language agree; in topics whose number of partitions is fixed
 * it stays the same when partitions are added.
 */
final class OutboundRecordUnwrapper implements KafkaRecordSerializationSchema<OutboundRecord> {
  private static final long serialVersionUID = 1L;

  private final Map<String, Integer> fixedPartitions;

  /**
   * @param fixedPartitions how many partitions of a topic are used, whatever it has; topics that
   *     are not named are used whole
   */
  OutboundRecordUnwrapper(Map<String, Integer> fixedPartitions) {
    this.fixedPartitions = Map.copyOf(fixedPartitions);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutboundRecord record, KafkaSinkContext context, @Nullable Long flinkTimestamp) {
    return new ProducerRecord<>(
        record.topic(), partition(record), record.timestampMillis(), record.key(), record.value());
  }

  /** Null leaves the choice to Kafka. */
  private @Nullable Integer partition(OutboundRecord record) {
    Integer partitions = fixedPartitions.get(record.topic());
    byte[] key = record.key();
    return partitions == null || key == null
        ? null
        : Integer.valueOf(BuiltInPartitioner.partitionForKey(key, partitions));
  }
}
