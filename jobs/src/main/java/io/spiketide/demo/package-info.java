/**
 * The demonstration: simulated event cameras and a network that tells the direction of motion.
 *
 * <pre>
 * MovingBars (camera, seed) ──events, episodes──► … Kafka … ──► DirectionNetwork ──► decisions
 *      true direction ────────────────────────────────────────────────────────────► compared
 * </pre>
 *
 * <p>Another scene is another {@link io.spiketide.sensor.EventRecording}; another network another
 * builder that returns a {@link io.spiketide.network.Network}. Must not import Flink or Kafka.
 */
@NullMarked
package io.spiketide.demo;

import org.jspecify.annotations.NullMarked;
