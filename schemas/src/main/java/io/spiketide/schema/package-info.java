/**
 * The packets that travel on topics, as plain values: what one Kafka record holds.
 *
 * <pre>
 *   sensor-events     SensorPacket     ──►  network  ──►  Decision         decisions
 *   learning-signals  LearningSignals  ──►           ──►  SpikePacket      spikes
 *   control           ControlCommand   ──►           ──►  ControlAck       control-acks
 *                                                    ──►  StateRecording   recordings
 *                                                    ──►  LateEvents       late-events
 *                                                    ──►  DeadLetter       dead-letters
 * </pre>
 *
 * <p>A packet is one source's slice of time with arrays inside, never one event. Its schema is the
 * file of the same name beside these classes in the jar, {@code
 * /io/spiketide/schema/SensorPacket.avsc}; {@link io.spiketide.schema.codec} turns packets into
 * bytes and back.
 *
 * <p>Arrays are handed over, not copied: whoever makes a packet gives its arrays away, and nobody
 * changes them afterwards. Equality compares their content.
 *
 * <p>To add a packet: a schema file, a record here, a codec, and its name in {@link
 * io.spiketide.schema.codec.Schemas#NAMES}. To add a field to a released schema, give it a default;
 * the evolution test says what else is wrong.
 *
 * <p>Nothing here imports Avro, Flink or Kafka.
 */
@NullMarked
package io.spiketide.schema;

import org.jspecify.annotations.NullMarked;
