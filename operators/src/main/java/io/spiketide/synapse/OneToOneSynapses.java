package io.spiketide.synapse;

import io.spiketide.neuron.Spikes;

/** Neuron i to neuron i. */
final class OneToOneSynapses implements Synapses, Delivery {
  private final double[] weights;
  private final DelayTable delays;

  private OneToOneSynapses(double[] weights, DelayTable delays) {
    this.weights = weights;
    this.delays = delays;
  }

  static OneToOneSynapses build(int neurons, SynapseValues values) {
    double[] weights = new double[neurons];
    int min = Integer.MAX_VALUE;
    int max = 0;
    for (int i = 0; i < neurons; i++) {
      weights[i] = values.weight(i);
      min = Math.min(min, values.delay(i));
      max = Math.max(max, values.delay(i));
    }
    DelayTable delays = new DelayTable(min, max, neurons);
    for (int i = 0; i < neurons; i++) {
      delays.set(i, values.delay(i));
    }
    return new OneToOneSynapses(weights, delays);
  }

  @Override
  public int minDelay() {
    return delays.min();
  }

  @Override
  public int maxDelay() {
    return delays.max();
  }

  @Override
  public long count() {
    return weights.length;
  }

  @Override
  public Delivery delivery() {
    return this;
  }

  @Override
  public long deliver(Spikes spikes, double[][] ring, int slot) {
    double[] byNeuron = delays.isShared() ? spikes.byNeuron() : null;
    if (byNeuron != null) {
      addTable(byNeuron, ring[slot]);
      return spikes.size();
    }
    int[] neurons = spikes.neurons();
    double[] counts = spikes.counts();
    int slots = ring.length;
    for (int i = 0; i < spikes.size(); i++) {
      int neuron = neurons[i];
      int later = slot + delays.beyondMin(neuron);
      ring[later < slots ? later : later - slots][neuron] += weights[neuron] * counts[i];
    }
    return spikes.size();
  }

  /** Adds nothing where a count is 0: no sum is a negative zero, which that would change. */
  private void addTable(double[] counts, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weights[i] * counts[i];
    }
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int i = 0; i < weights.length; i++) {
      visitor.synapse(i, i, weights[i], delays.delay(i));
    }
  }

  @Override
  public long bytes() {
    return (long) Double.BYTES * weights.length + delays.bytes();
  }
}
