package io.spiketide.synapse;

import io.spiketide.network.Range;
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
  private final int firstTarget;
  private final boolean autapses;
  private final int delay;
  private final long bytes;

  private DenseRows(float[][] rows, AllToAllWiring wiring, Range range, int delay, long bytes) {
    this.rows = WeightRows.of(rows, range.size());
    this.sources = wiring.sources();
    this.targets = range.size();
    this.firstTarget = range.from();
    this.autapses = wiring.autapses();
    this.delay = delay;
    this.bytes = bytes;
  }

  /**
   * Lays out the weights of a projection onto some targets; a shared weight makes one row that all
   * sources share.
   */
  static DenseRows build(AllToAllWiring wiring, Range range, SynapseValues values) {
    int sources = wiring.sources();
    int targets = range.size();
    float[][] rows = new float[sources][];
    if (values.weightIsShared()) {
      float[] row = new float[targets];
      Arrays.fill(row, values.weight(0));
      Arrays.fill(rows, row);
    } else {
      for (int source = 0; source < sources; source++) {
        rows[source] = new float[targets];
      }
      int first = range.from();
      wiring.forEach(
          range, (source, target, place) -> rows[source][target - first] = values.weight(place));
    }
    long bytes = SynapseEstimate.denseBytes(sources, targets, values.weightIsShared());
    return new DenseRows(rows, wiring, range, values.delay(0), bytes);
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
    long autapsesLeftOut = autapses ? 0 : Math.max(0, Math.min(sources - firstTarget, targets));
    return (long) sources * targets - autapsesLeftOut;
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
    long events = (long) size * targets;
    for (int i = 0; i < size; i++) {
      int self = neurons[i] - firstTarget;
      if (self < 0 || self >= targets) {
        rows.add(neurons[i], counts[i], sums, 0, targets);
      } else {
        rows.add(neurons[i], counts[i], sums, 0, self);
        rows.add(neurons[i], counts[i], sums, self + 1, targets);
        events--;
      }
    }
    return events;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int source = 0; source < sources; source++) {
      for (int target = 0; target < targets; target++) {
        if (autapses || source != target + firstTarget) {
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
