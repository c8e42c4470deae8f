/**
 * Networks in the kernel alone, in this process. Must not import Flink or Kafka.
 *
 * <pre>
 *   Simulation ── compiles a network, runs its ticks, tells what its published populations fire
 * </pre>
 */
@NullMarked
package io.spiketide.simulation;

import org.jspecify.annotations.NullMarked;
