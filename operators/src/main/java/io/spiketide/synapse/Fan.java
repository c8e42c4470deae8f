package io.spiketide.synapse;

/**
 * The synapses of each neuron on one side of a projection: what leaves each source, or what reaches
 * each target. Not to be changed.
 *
 * @param starts first entry of each neuron, and the number of entries at the end
 * @param neurons the neuron on the other side of each entry, ascending within one neuron
 * @param weights index of the weight of each entry
 */
public record Fan(int[] starts, int[] neurons, int[] weights) {

  /** Number of neurons that the entries belong to. */
  public int size() {
    return starts.length - 1;
  }

  long bytes() {
    return 4L * (starts.length + neurons.length + weights.length);
  }
}
