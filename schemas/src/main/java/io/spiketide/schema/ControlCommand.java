package io.spiketide.schema;

import org.jspecify.annotations.Nullable;

/**
 * An order to a running network: one record among the sensor packets, where its place is the same
 * in every replay; with the key of the instance, or without a key in every partition.
 *
 * @param id name of the command, unique per network, not empty
 * @param network name of the network, not empty
 * @param instance key of the copy that is meant; empty for all
 * @param atTick tick before which the command takes effect
 * @param action what to do; {@link ControlAction#UNKNOWN} is to be refused
 * @param projection name of the projection that is meant; empty for every learning projection
 * @param value factor on the described learning rate, for {@link ControlAction#LEARNING_RATE}
 * @param firstWeight index of the first of the weights
 * @param weights for {@link ControlAction#REPLACE_WEIGHTS}, in the order of the projection's
 *     synapses
 * @param snapshot name of the snapshot, for {@link ControlAction#SNAPSHOT}; empty for the id
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content: see RecordContent.
public record ControlCommand(
    String id,
    String network,
    String instance,
    long atTick,
    ControlAction action,
    String projection,
    double value,
    long firstWeight,
    double[] weights,
    String snapshot) {
  public ControlCommand {
    Checks.notEmpty("id", id);
    Checks.notEmpty("network", network);
    Checks.notNegative("firstWeight", firstWeight);
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
