/**
 * Reads savepoints and checkpoints of a job, and says what two of them do not have in common.
 *
 * <pre>
 * path ──Savepoint──► StoredStage (uid, networks) ──StageReader──► InstanceState by StoredKey
 *                                                                       │ InstanceFacts
 *                     SavepointSummary ◄─────────────────────────── Fact (ticks, values, spikes)
 *                     SavepointDiff    ◄── of two savepoints ───────────┘
 * </pre>
 *
 * <p>{@link StoredPositions} reads where the sources stood.
 *
 * <p>What an instance keeps is flattened into facts once: whatever is added there is shown and
 * compared. {@link Savepoint}, {@link StoredStage} and {@link StoredPositions} read only what
 * stands in front of the state and also run in the job jar; {@link StageReader} reads states
 * through Flink's State Processor API, which is the command line's alone. Nothing here writes.
 */
@NullMarked
package io.spiketide.savepoint;

import org.jspecify.annotations.NullMarked;
