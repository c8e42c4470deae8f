package io.spiketide.connector.kafka;

import io.spiketide.schema.record.OutboundRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Unwraps the bytes of a record. The partition is left to Kafka's default partitioner (murmur2 of
 * the key), so that producers in any language agree.
 */
final class OutboundRecordUnwrapper implements KafkaRecordSerializationSchema<OutboundRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutboundRecord record, KafkaSinkContext context, @Nullable Long flinkTimestamp) {
    return new ProducerRecord<>(
        record.topic(), null, record.timestampMillis(), record.key(), record.value());
  }
}
