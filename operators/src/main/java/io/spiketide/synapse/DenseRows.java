package io.spiketide.synapse;

import io.spiketide.neuron.Spikes;
import java.util.Arrays;

/**
 * Every source to every target with one delay: a row of weights per source, {@code
 * [source][target]}, so that a spike adds one contiguous row.
 */
final class DenseRows implements Synapses {
  private final float[][] rows;
  private final int targets;
  private final boolean autapses;
  private final int delay;
  private final long bytes;

  private DenseRows(float[][] rows, AllToAllWiring wiring, int delay, long bytes) {
    this.rows = rows;
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
    return (long) rows.length * targets - (autapses ? 0 : rows.length);
  }

  @Override
  public long deliver(Spikes spikes, double[][] ring, int slot) {
    double[] sums = ring[slot];
    int[] sources = spikes.neurons();
    double[] counts = spikes.counts();
    int size = spikes.size();
    if (autapses) {
      deliverWholeRows(sources, counts, size, sums);
    } else {
      for (int i = 0; i < size; i++) {
        float[] row = rows[sources[i]];
        add(row, counts[i], sums, 0, sources[i]);
        add(row, counts[i], sums, sources[i] + 1, targets);
      }
    }
    return (long) size * (autapses ? targets : targets - 1);
  }

  /** Takes four rows at a time, which reads and writes the sums once instead of four times. */
  private void deliverWholeRows(int[] sources, double[] counts, int size, double[] sums) {
    int i = 0;
    for (; i + 4 <= size; i += 4) {
      addFour(sources, counts, i, sums);
    }
    for (; i < size; i++) {
      add(rows[sources[i]], counts[i], sums, 0, targets);
    }
  }

  private void addFour(int[] sources, double[] counts, int i, double[] sums) {
    float[] a = rows[sources[i]];
    float[] b = rows[sources[i + 1]];
    float[] c = rows[sources[i + 2]];
    float[] d = rows[sources[i + 3]];
    double p = counts[i];
    double q = counts[i + 1];
    double r = counts[i + 2];
    double s = counts[i + 3];
    if (p == 1 && q == 1 && r == 1 && s == 1) {
      for (int t = 0; t < targets; t++) {
        sums[t] = sums[t] + a[t] + b[t] + c[t] + d[t];
      }
    } else {
      for (int t = 0; t < targets; t++) {
        sums[t] = sums[t] + a[t] * p + b[t] * q + c[t] * r + d[t] * s;
      }
    }
  }

  private static void add(float[] row, double count, double[] sums, int from, int to) {
    if (count == 1) {
      for (int t = from; t < to; t++) {
        sums[t] += row[t];
      }
    } else {
      for (int t = from; t < to; t++) {
        sums[t] += row[t] * count;
      }
    }
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int source = 0; source < rows.length; source++) {
      for (int target = 0; target < targets; target++) {
        if (autapses || source != target) {
          visitor.synapse(source, target, rows[source][target], delay);
        }
      }
    }
  }

  @Override
  public long bytes() {
    return bytes;
  }
}
