package io.spiketide.synapse;

import io.spiketide.neuron.Spikes;

/**
 * The delivery over sparse rows whose synapses have delays of their own. The ring's slots are laid
 * out anew for each call, the present one first, so that a synapse finds its slot by its delay.
 */
final class DelayedRows implements Delivery {
  private final SparseRows rows;
  private final double[][] later;

  /**
   * @param spread ticks from the smallest to the largest delay
   */
  DelayedRows(SparseRows rows, int spread) {
    this.rows = rows;
    later = new double[spread + 1][];
  }

  @Override
  public long deliver(Spikes spikes, double[][] ring, int slot) {
    int toEnd = Math.min(later.length, ring.length - slot);
    System.arraycopy(ring, slot, later, 0, toEnd);
    System.arraycopy(ring, 0, later, toEnd, later.length - toEnd);
    int[] sources = spikes.neurons();
    double[] counts = spikes.counts();
    long events = 0;
    for (int i = 0; i < spikes.size(); i++) {
      events += rows.addToSlots(sources[i], counts[i], later);
    }
    return events;
  }
}
