/**
 * The demonstration: simulated event cameras and a network that tells the direction of motion; and
 * networks of the field that run by themselves.
 *
 * <pre>
 * MovingBars (camera, seed) ──events, episodes──► … Kafka … ──► DirectionNetwork ──► decisions
 *      true direction ────────────────────────────────────────────────────────────► compared
 * Clock ──time───────────────────────────► … ──► BrunelNetwork, MicrocircuitNetwork, … ──► spikes
 * MatchToSample ─────────────────────► … ──► ReservoirNetwork ──► decisions
 * </pre>
 *
 * <p>Another scene is another {@link io.spiketide.sensor.EventRecording}; another network another
 * builder that returns a {@link io.spiketide.network.Network} and a line in {@link
 * io.spiketide.demo.NamedNetworks}. Must not import Flink or Kafka.
 */
@NullMarked
package io.spiketide.demo;

import org.jspecify.annotations.NullMarked;
