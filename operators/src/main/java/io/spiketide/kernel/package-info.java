/**
 * The compiled network and its run, tick by tick, in one thread and without allocation.
 *
 * <pre>
 * Network ──NetworkRules──► problems
 *    │
 *    └──► CompiledNetwork (immutable, shared) ─┐
 *                            KernelState ◄─────┼─► Kernel.run(state, until) ──► KernelOutput
 *                            Arrivals (events) ┘         spikes, decisions, samples
 *
 * HeardSpikes: where a network is cut, what other keys fire comes to what is fired here, in order
 * Succession: the editions of a network; Origin: whose a stored state is, and what must not change;
 * Adoption: values of one network into another, by name
 * ReferenceSimulator: the same network the slow and obvious way, the oracle of the tests
 * </pre>
 *
 * <p>What a kernel computes is a function of the description, its seed, the instance and the events
 * of each tick. Must not import engines (Flink, Kafka, Avro) nor know how events came.
 */
@NullMarked
package io.spiketide.kernel;

import org.jspecify.annotations.NullMarked;
