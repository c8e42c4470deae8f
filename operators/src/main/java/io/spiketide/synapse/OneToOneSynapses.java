package io.spiketide.synapse;

import io.spiketide.network.Range;
import io.spiketide.neuron.Spikes;

/** Neuron i to neuron i. */
final class OneToOneSynapses implements Synapses, Delivery {
  private final double[] weights;
  private final DelayTable delays;

  /** Index of the source neuron that belongs to the first target. */
  private final int firstSource;

  private OneToOneSynapses(double[] weights, DelayTable delays, int firstSource) {
    this.weights = weights;
    this.delays = delays;
    this.firstSource = firstSource;
  }

  /**
   * @param firstSource index of the source neuron that belongs to the first of these targets, as
   *     spikes count them
   */
  static OneToOneSynapses build(Range targets, int firstSource, SynapseValues values) {
    int neurons = targets.size();
    double[] weights = new double[neurons];
    DelayTable delays = new DelayTable(values.minDelay(), values.maxDelay(), neurons);
    for (int i = 0; i < neurons; i++) {
      weights[i] = values.weight(targets.from() + i);
      delays.set(i, values.delay(targets.from() + i));
    }
    return new OneToOneSynapses(weights, delays, firstSource);
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
    if (byNeuron != null && byNeuron.length == weights.length && firstSource == 0) {
      addTable(byNeuron, ring[slot]);
      return spikes.size();
    }
    int[] neurons = spikes.neurons();
    double[] counts = spikes.counts();
    int slots = ring.length;
    long events = 0;
    for (int i = 0; i < spikes.size(); i++) {
      int neuron = neurons[i] - firstSource;
      if (neuron >= 0 && neuron < weights.length) {
        int later = slot + delays.beyondMin(neuron);
        ring[later < slots ? later : later - slots][neuron] += weights[neuron] * counts[i];
        events++;
      }
    }
    return events;
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
      visitor.synapse(firstSource + i, i, weights[i], delays.delay(i));
    }
  }

  @Override
  public long bytes() {
    return (long) Double.BYTES * weights.length + delays.bytes();
  }
}
