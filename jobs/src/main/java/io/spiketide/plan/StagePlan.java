package io.spiketide.plan;

import io.spiketide.network.Stage;
import java.util.List;

/**
 * A stage, one operator, and what its keys take.
 *
 * @param uid operator id, under which savepoints keep its state
 * @param stage what it runs, and over how many keys
 * @param inputs names of the inputs that are encoded here
 * @param neurons number of neurons of all shards
 * @param synapses number of synapses onto all of them
 * @param sharedBytes bytes of static weights: of the whole stage, once per process, or of the
 *     largest shard of a stage that is cut
 * @param instanceBytes bytes of state arrays, once per instance, of one shard
 */
public record StagePlan(
    String uid,
    Stage stage,
    List<String> inputs,
    long neurons,
    long synapses,
    long sharedBytes,
    long instanceBytes) {
  public StagePlan {
    inputs = List.copyOf(inputs);
  }
}
