package io.spiketide.schema;

import org.jspecify.annotations.Nullable;

/**
 * Learned weights of one projection, or a part of them: one record of the topic {@code weights}.
 *
 * @param network name of the network, not empty
 * @param instance key of the network's copy
 * @param projection name of the projection, not empty
 * @param snapshot name of the snapshot, not empty
 * @param stage name of the stage that learns
 * @param shard index of the shard that learns
 * @param tick tick before which the weights were so
 * @param tickMicros length of a tick in µs
 * @param part number of this record among those of the shard
 * @param parts number of records of the shard
 * @param sources source neuron of each weight; of a convolution empty
 * @param targets target neuron of each weight, in the whole population; of a convolution empty
 * @param indices index of each weight among those of the whole projection; empty where they follow
 *     each other
 * @param firstIndex index of the first weight
 * @param weights in the unit of the receptor
 * @param digest SHA-256 of the shard's weights, in hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content: see RecordContent.
public record WeightSnapshot(
    String network,
    String instance,
    String projection,
    String snapshot,
    String stage,
    int shard,
    long tick,
    int tickMicros,
    int part,
    int parts,
    int[] sources,
    int[] targets,
    int[] indices,
    long firstIndex,
    double[] weights,
    String digest) {
  public WeightSnapshot {
    Checks.notEmpty("network", network);
    Checks.notEmpty("projection", projection);
    Checks.notEmpty("snapshot", snapshot);
    Checks.notNegative("shard", shard);
    Checks.positive("tickMicros", tickMicros);
    Checks.notNegative("part", part);
    Checks.require(part < parts, "part " + part + " is not below parts " + parts);
    Checks.notNegative("firstIndex", firstIndex);
    Checks.require(
        sources.length == targets.length
            && (sources.length == 0 || sources.length == weights.length),
        "%d sources and %d targets for %d weights"
            .formatted(sources.length, targets.length, weights.length));
    Checks.require(
        indices.length == 0 || indices.length == weights.length,
        indices.length + " indices for " + weights.length + " weights");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return RecordContent.equal(this, other);
  }

  @Override
  public int hashCode() {
    return RecordContent.hash(this);
  }

  @Override
  public String toString() {
    return RecordContent.text(this);
  }
}
