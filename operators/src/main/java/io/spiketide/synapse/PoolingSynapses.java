package io.spiketide.synapse;

import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;

/**
 * Pooling in scatter form: a spike adds its count to the windows that cover it, or raises them to
 * it.
 *
 * <p>Sum: weight x count. Average: weight / window size x count. Maximum: weight x the largest
 * count of the tick, 0 or above (see {@link #takesMaximum}).
 */
final class PoolingSynapses implements Synapses, Delivery {
  private final int channels;
  private final int width;
  private final int plane;
  private final int outPlane;
  private final WindowTaps rows;
  private final WindowTaps columns;
  private final boolean maximum;
  private final double weight;
  private final int delay;

  private PoolingSynapses(Pool2d pool, Shape source, SynapseValues values) {
    channels = source.dim(0);
    width = source.dim(2);
    plane = source.dim(1) * width;
    rows =
        new WindowTaps(source.dim(1), pool.kernel().y(), pool.stride().y(), pool.padding().y(), 1);
    columns = new WindowTaps(width, pool.kernel().x(), pool.stride().x(), pool.padding().x(), 1);
    outPlane = rows.outputs * columns.outputs;
    maximum = pool.kind() == Pool2d.Kind.MAX;
    double area = (double) pool.kernel().y() * pool.kernel().x();
    weight = values.weight(0) / (pool.kind() == Pool2d.Kind.AVERAGE ? area : 1);
    delay = values.delay(0);
  }

  /**
   * @param source shape {@code [channels, height, width]}
   * @throws IllegalArgumentException if the weight of a maximum is negative
   */
  static PoolingSynapses build(Pool2d pool, Shape source, SynapseValues values) {
    if (pool.kind() == Pool2d.Kind.MAX && values.weight(0) < 0) {
      throw new IllegalArgumentException(
          "max_pool: weight "
              + values.weight(0)
              + " is negative; the largest count of a window"
              + " needs a weight of 0 or above");
    }
    return new PoolingSynapses(pool, source, values);
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
  public boolean takesMaximum() {
    return maximum;
  }

  @Override
  public long count() {
    return (long) channels * rows.size() * columns.size();
  }

  @Override
  public Delivery delivery() {
    return this;
  }

  @Override
  public long deliver(Spikes spikes, double[][] ring, int slot) {
    double[] sums = ring[slot];
    int[] sources = spikes.neurons();
    double[] counts = spikes.counts();
    long events = 0;
    for (int i = 0; i < spikes.size(); i++) {
      events += scatter(sources[i], weight * counts[i], sums);
    }
    return events;
  }

  private int scatter(int source, double amount, double[] sums) {
    int channel = source / plane;
    int y = source % plane / width;
    int x = source % width;
    int end = columns.starts[x + 1];
    for (int r = rows.starts[y]; r < rows.starts[y + 1]; r++) {
      int outRow = channel * outPlane + rows.output[r] * columns.outputs;
      for (int c = columns.starts[x]; c < end; c++) {
        int target = outRow + columns.output[c];
        sums[target] = maximum ? Math.max(sums[target], amount) : sums[target] + amount;
      }
    }
    return (rows.starts[y + 1] - rows.starts[y]) * (end - columns.starts[x]);
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int source = 0; source < channels * plane; source++) {
      int channel = source / plane;
      int y = source % plane / width;
      int x = source % width;
      for (int r = rows.starts[y]; r < rows.starts[y + 1]; r++) {
        int outRow = channel * outPlane + rows.output[r] * columns.outputs;
        for (int c = columns.starts[x]; c < columns.starts[x + 1]; c++) {
          visitor.synapse(source, outRow + columns.output[c], weight, delay);
        }
      }
    }
  }

  @Override
  public long bytes() {
    return rows.bytes() + columns.bytes();
  }
}
