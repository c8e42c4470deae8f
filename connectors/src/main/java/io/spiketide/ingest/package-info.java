/**
 * Live sensors and how they become packets: one framing per file.
 *
 * <pre>
 * UDP, TCP, stdin ──bytes──► Framing ──RawSink──► LiveSource ──► PacketCutter ──SensorPacket──► PacketSink
 * HTTP ──JSON, Avro──► DevicePacket ─────────────────────┤   (sequence, frontier, heartbeats)
 *                                                      ├─ ClockGuard: wraps, steps, quarantine
 *                                                      ├─ ClockEstimate: offset and drift
 *                                                      └─ RefusalLog ──DeadLetter──►
 * </pre>
 *
 * <p>A new framing is one class that implements {@link Framing} and one line in {@link Framings}.
 * Must not import Flink, Kafka or Avro, nor anything of this project but {@code
 * io.spiketide.sensor} and the packets of {@code io.spiketide.schema}.
 */
@NullMarked
package io.spiketide.ingest;

import org.jspecify.annotations.NullMarked;
