package io.spiketide.synapse;

import io.spiketide.neuron.Spikes;
import org.jspecify.annotations.Nullable;

/**
 * Synapses in compressed rows, one row per source with targets ascending; weights and delays are
 * shared by all synapses or one each.
 */
final class SparseRows implements Synapses, Delivery {
  private final int[] starts;
  private final int[] targets;
  private final float sharedWeight;
  private final float @Nullable [] weights;
  private final DelayTable delays;

  /**
   * @param starts first synapse of each source, and the number of synapses at the end
   * @param targets of the synapses
   * @param sharedWeight weight of all synapses where {@code weights} is null
   * @param weights of the synapses, or null
   */
  SparseRows(
      int[] starts,
      int[] targets,
      float sharedWeight,
      float @Nullable [] weights,
      DelayTable delays) {
    this.starts = starts;
    this.targets = targets;
    this.sharedWeight = sharedWeight;
    this.weights = weights;
    this.delays = delays;
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
    return targets.length;
  }

  @Override
  public Delivery delivery() {
    return delays.isShared() ? this : new DelayedRows(this, delays.max() - delays.min());
  }

  @Override
  public long deliver(Spikes spikes, double[][] ring, int slot) {
    int[] sources = spikes.neurons();
    double[] counts = spikes.counts();
    long events = 0;
    for (int i = 0; i < spikes.size(); i++) {
      int from = starts[sources[i]];
      int to = starts[sources[i] + 1];
      events += to - from;
      if (weights == null) {
        addShared(from, to, sharedWeight * counts[i], ring[slot]);
      } else if (counts[i] == 1) {
        addOnce(from, to, weights, ring[slot]);
      } else {
        addCounted(from, to, weights, counts[i], ring[slot]);
      }
    }
    return events;
  }

  private void addShared(int from, int to, double amount, double[] sums) {
    for (int k = from; k < to; k++) {
      sums[targets[k]] += amount;
    }
  }

  private void addOnce(int from, int to, float[] each, double[] sums) {
    for (int k = from; k < to; k++) {
      sums[targets[k]] += each[k];
    }
  }

  private void addCounted(int from, int to, float[] each, double count, double[] sums) {
    for (int k = from; k < to; k++) {
      sums[targets[k]] += each[k] * count;
    }
  }

  /**
   * Adds the row of a source to the slots of its delays.
   *
   * @param later slots by delay above the smallest
   * @return the number of synapses
   */
  int addToSlots(int source, double count, double[][] later) {
    int from = starts[source];
    int to = starts[source + 1];
    byte[] ticks = delays.bytesBeyondMin();
    if (ticks == null) {
      for (int k = from; k < to; k++) {
        later[delays.beyondMin(k)][targets[k]] += weight(k) * count;
      }
    } else if (weights == null) {
      addSharedToSlots(from, to, ticks, sharedWeight * count, later);
    } else {
      addToSlots(from, to, ticks, weights, count, later);
    }
    return to - from;
  }

  private void addSharedToSlots(int from, int to, byte[] ticks, double amount, double[][] later) {
    for (int k = from; k < to; k++) {
      later[ticks[k] & 0xFF][targets[k]] += amount;
    }
  }

  private void addToSlots(
      int from, int to, byte[] ticks, float[] each, double count, double[][] later) {
    for (int k = from; k < to; k++) {
      later[ticks[k] & 0xFF][targets[k]] += each[k] * count;
    }
  }

  private double weight(int synapse) {
    return weights == null ? sharedWeight : weights[synapse];
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int source = 0; source < starts.length - 1; source++) {
      for (int k = starts[source]; k < starts[source + 1]; k++) {
        visitor.synapse(source, targets[k], weight(k), delays.delay(k));
      }
    }
  }

  @Override
  public long bytes() {
    long floats = weights == null ? 0 : weights.length;
    return 4 * (starts.length + targets.length + floats) + delays.bytes();
  }
}
