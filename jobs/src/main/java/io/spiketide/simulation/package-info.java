/**
 * Networks in the kernel alone, in this process. Must not import Flink or Kafka.
 *
 * <pre>
 *   recording, if any ──► Simulation ──► what the published populations fire, decisions
 * </pre>
 */
@NullMarked
package io.spiketide.simulation;

import org.jspecify.annotations.NullMarked;
