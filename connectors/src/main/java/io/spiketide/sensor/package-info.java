/**
 * Recordings of sensors and how they become packets: one recording format per file.
 *
 * <pre>
 * file ──SensorFormats.open──► EventRecording ──events, marks──► PacketCutter ──SensorPacket──► PacketSink
 *                                    ▲                              (source, sequence, frontier)
 *          Playlist (many files, one after another; labels) ────────┘
 * </pre>
 *
 * <p>A new format is one class that implements {@link SensorFormat} and one line in {@link
 * SensorFormats}. A format pushes its events into an {@link EventSink} as it reads, so a file is
 * never held in memory. Must not import Flink, Kafka or Avro, nor anything of this project but the
 * packets of {@code io.spiketide.schema}.
 */
@NullMarked
package io.spiketide.sensor;

import org.jspecify.annotations.NullMarked;
