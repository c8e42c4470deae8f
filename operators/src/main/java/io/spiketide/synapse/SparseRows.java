package io.spiketide.synapse;

import io.spiketide.neuron.Spikes;

/**
 * Synapses in compressed rows, one row per source with targets ascending; weights and delays are
 * shared by all synapses or one each.
 */
final class SparseRows implements Synapses, Delivery {
  /** First synapse of each source, and the number of synapses at the end. */
  private final int[] starts;

  private final SparseTargets synapses;
  private final DelayTable delays;

  SparseRows(int[] starts, SparseTargets synapses, DelayTable delays) {
    this.starts = starts;
    this.synapses = synapses;
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
    return synapses.size();
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
      synapses.add(from, to, counts[i], ring[slot]);
    }
    return events;
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
      Targets targets = synapses.targets();
      for (int k = from; k < to; k++) {
        later[delays.beyondMin(k)][targets.get(k)] += synapses.weight(k) * count;
      }
    } else {
      synapses.add(from, to, ticks, count, later);
    }
    return to - from;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int source = 0; source < starts.length - 1; source++) {
      for (int k = starts[source]; k < starts[source + 1]; k++) {
        visitor.synapse(source, synapses.targets().get(k), synapses.weight(k), delays.delay(k));
      }
    }
  }

  @Override
  public long bytes() {
    return 4L * starts.length + synapses.bytes() + delays.bytes();
  }
}
