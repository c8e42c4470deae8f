package io.spiketide.schema;

/**
 * One reward, one label or both.
 *
 * @param time event time in µs
 * @param reward positive for good, negative for bad, 0 for none; finite
 * @param label what the network should have answered; empty for no label
 * @param neuron flat index of the neuron that is meant; -1 for all
 */
public record LearningSignal(long time, double reward, String label, int neuron) {
  public LearningSignal {
    Checks.require(Double.isFinite(reward), "reward is not finite: " + reward);
    Checks.require(neuron >= -1, "neuron is below -1: " + neuron);
  }
}
