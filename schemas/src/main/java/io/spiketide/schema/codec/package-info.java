/**
 * Packets to bytes and back, through Avro's encoder and decoder, without boxing.
 *
 * <pre>
 *   packet ─► XxxCodec ─► WireWriter ─► Envelope ─► C3 01 fingerprint(8) body   single-object encoding
 *                                                   00 id(4) body               Confluent framing
 *
 *   bytes ─► Envelope: which schema wrote this? ─► WireReader ─► XxxCodec ─► packet
 *              │                                     current schema: read as it stands
 *              └─ anything wrong: WireException      released schema: resolved by Avro
 * </pre>
 *
 * <p>A codec belongs to one thread; its {@link io.spiketide.schema.codec.WireFormat} may be shared
 * and sent around. {@link io.spiketide.schema.codec.SensorPacketBuffer} and {@link
 * io.spiketide.schema.codec.SpikePacketBuffer} are the reusable forms for the hot path.
 *
 * <p>To add a codec, write one class like {@link io.spiketide.schema.codec.ControlAckCodec}: fields
 * are written in the schema's order and read by their position in it.
 *
 * <p>Imports Avro and the packets, never Flink or Kafka.
 */
@NullMarked
package io.spiketide.schema.codec;

import org.jspecify.annotations.NullMarked;
