package io.spiketide.plan;

import java.util.List;

/**
 * Inputs, populations and readouts that one operator simulates together, one key per instance.
 *
 * @param uid operator id, under which savepoints keep its state
 * @param inputs names of the inputs that are encoded here
 * @param populations names of the populations that are run here
 * @param readouts names of the readouts that are answered here
 * @param neurons number of neurons
 * @param synapses number of synapses
 * @param sharedBytes bytes of static weights, once per process
 * @param instanceBytes bytes of state arrays, once per instance
 */
public record Stage(
    String uid,
    List<String> inputs,
    List<String> populations,
    List<String> readouts,
    long neurons,
    long synapses,
    long sharedBytes,
    long instanceBytes) {
  public Stage {
    inputs = List.copyOf(inputs);
    populations = List.copyOf(populations);
    readouts = List.copyOf(readouts);
  }
}
