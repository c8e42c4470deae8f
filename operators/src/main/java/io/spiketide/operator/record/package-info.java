/**
 * How undecoded Kafka records cross Flink's edges: type information and serializers written by
 * hand.
 *
 * <pre>
 *   RawRecord, OutboundRecord ──► TypeInfo ──► Serializer ──► bytes on the edge or in a checkpoint
 *                                                 │
 *                                              Snapshot (names the version of those bytes)
 * </pre>
 *
 * <p>Both types are immutable, so Flink never copies them between chained operators. A changed
 * layout takes the next version number, keeps a reader for every older one, and keeps the older
 * version's bytes in the test.
 *
 * <p>Nothing here imports Avro, Kafka, or any kernel package.
 */
@NullMarked
package io.spiketide.operator.record;

import org.jspecify.annotations.NullMarked;
