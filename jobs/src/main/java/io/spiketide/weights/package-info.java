/**
 * Learned weights outside a running job: as snapshots of a topic and savepoints hold them, in
 * files, and put into a description.
 *
 * <pre>
 * topic weights ──SnapshotShelf──┐
 * savepoint ─────StoredWeights───┼─► WeightSet ─► LearnedNetwork ─► Network ─► NIR file
 * .npy, .nir ────WeightFile──────┘            └─► WeightFile, WeightImage
 * </pre>
 *
 * <p>Knows Kafka records only as packets.
 */
@NullMarked
package io.spiketide.weights;

import org.jspecify.annotations.NullMarked;
