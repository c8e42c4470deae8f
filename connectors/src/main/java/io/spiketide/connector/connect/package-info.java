/**
 * Topics of packets for the sinks of Kafka Connect.
 *
 * <pre>
 *   value.converter=io.spiketide.connector.connect.PacketConverter
 *   record of any of our topics ──► Struct with the fields of its Avro schema ──► any sink
 * </pre>
 *
 * <p>Connect's classes are the worker's. Nothing here imports Flink.
 */
@NullMarked
package io.spiketide.connector.connect;

import org.jspecify.annotations.NullMarked;
