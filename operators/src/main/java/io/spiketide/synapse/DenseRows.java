package io.spiketide.synapse;

import io.spiketide.neuron.Spikes;
import java.util.Arrays;

/**
 * Every source to every target with one delay: a row of weights per source, {@code
 * [source][target]}, so that a spike adds one contiguous row.
 */
final class DenseRows implements Synapses, Delivery {
  private final WeightRows rows;
  private final int sources;
  private final int targets;
  private final boolean autapses;
  private final int delay;
  private final long bytes;

  private DenseRows(float[][] rows, AllToAllWiring wiring, int delay, long bytes) {
    this.rows = WeightRows.of(rows, wiring.targets());
    this.sources = wiring.sources();
    this.targets = wiring.targets();
    this.autapses = wiring.autapses();
    this.delay = delay;
    this.bytes = bytes;
  }

  /** Lays out the weights of a projection; a shared weight makes one row that all sources share. */
  static DenseRows build(AllToAllWiring wiring, SynapseValues values) {
    int sources = wiring.sources();
    int targets = wiring.targets();
    float[][] rows = new float[sources][];
    if (values.weightIsShared()) {
      float[] row = new float[targets];
      Arrays.fill(row, values.weight(0));
      Arrays.fill(rows, row);
    } else {
      for (int source = 0; source < sources; source++) {
        rows[source] = new float[targets];
      }
      wiring.forEach((source, target, place) -> rows[source][target] = values.weight(place));
    }
    long bytes = SynapseEstimate.denseBytes(sources, targets, values.weightIsShared());
    return new DenseRows(rows, wiring, values.delay(0), bytes);
  }

  @Override
  public int minDelay() {
    return delay;
  }

  @Override
  public int maxDelay() {
    return delay;
  }

  @Override
  public long count() {
    return (long) sources * targets - (autapses ? 0 : sources);
  }

  @Override
  public Delivery delivery() {
    return this;
  }

  /** Takes four rows at a time, which reads and writes the sums once instead of four times. */
  @Override
  public long deliver(Spikes spikes, double[][] ring, int slot) {
    double[] sums = ring[slot];
    int[] neurons = spikes.neurons();
    double[] counts = spikes.counts();
    int size = spikes.size();
    if (!autapses) {
      return deliverToOthers(neurons, counts, size, sums);
    }
    int i = 0;
    for (; i + 4 <= size; i += 4) {
      rows.addFour(neurons, counts, i, sums);
    }
    for (; i < size; i++) {
      rows.add(neurons[i], counts[i], sums, 0, targets);
    }
    return (long) size * targets;
  }

  private long deliverToOthers(int[] neurons, double[] counts, int size, double[] sums) {
    for (int i = 0; i < size; i++) {
      rows.add(neurons[i], counts[i], sums, 0, neurons[i]);
      rows.add(neurons[i], counts[i], sums, neurons[i] + 1, targets);
    }
    return (long) size * (targets - 1);
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int source = 0; source < sources; source++) {
      for (int target = 0; target < targets; target++) {
        if (autapses || source != target) {
          visitor.synapse(source, target, rows.weight(source, target), delay);
        }
      }
    }
  }

  @Override
  public long bytes() {
    return bytes;
  }
}
