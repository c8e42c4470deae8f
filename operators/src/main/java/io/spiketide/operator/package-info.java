/**
 * The Flink side of a stage: one operator class, which adapts and decides nothing.
 *
 * <pre>
 * RawRecord ──keyBy instance──► StageOperator ──► spikes, recordings, late events, dead letters
 *                                 │  │  ▲     └─► decisions
 *                     decode, admit  │  │
 *                                    ▼  │
 *        one StageRun per edition: Kernel ◄─► InstanceState (keyed state)
 * </pre>
 *
 * <p>A network that is cut has a stage operator for each stage, keyed by instance and shard:
 *
 * <pre>
 * sensor packets, spikes ──ShardRouter──keyBy ShardKey──► StageOperator ──► topic of spikes ──┐
 *        ▲                                                    │ └─► later stages, directly    │
 *        └─ ShortcutSource ◄──────── Shortcut ────────────────┴───────────────────────────────┘
 * </pre>
 *
 * <p>What shards are to hear of it goes by the {@code Shortcut}, too: from task to source within a
 * process, and on through Flink. Whoever hears it twice drops the second.
 *
 * <p>No neuroscience here: equations are in {@code neuron}, their order in {@code kernel}, lateness
 * in {@code intake}.
 */
@NullMarked
package io.spiketide.operator;

import org.jspecify.annotations.NullMarked;
