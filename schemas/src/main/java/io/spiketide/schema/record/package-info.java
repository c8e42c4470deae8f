/**
 * Kafka records as they travel between connectors and operators: bytes and their coordinates, not
 * yet decoded or already encoded.
 *
 * <pre>
 *   Kafka ──► source ──► RawRecord ──► keyBy ──► operator ──► OutboundRecord ──► sink ──► Kafka
 *             (connectors)              (operators, which decode and encode)  (connectors)
 * </pre>
 *
 * <p>Connectors and operators do not see each other; these classes are what they share. The arrays
 * inside are handed over and never written again, so an instance may be shared freely.
 *
 * <p>A new coordinate of a record goes here, and into its serializer in the operators' package
 * {@code io.spiketide.operator.record} with a new version of the format.
 *
 * <p>Nothing here imports Avro, Flink or Kafka.
 */
@NullMarked
package io.spiketide.schema.record;

import org.jspecify.annotations.NullMarked;
