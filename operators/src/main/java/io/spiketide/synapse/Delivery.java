package io.spiketide.synapse;

import io.spiketide.neuron.Spikes;

/** The delivery of spikes over one projection, by one thread, which may need scratch memory. */
public interface Delivery {

  /**
   * Adds weight x count of every synapse of every spike to the target's input, sources ascending
   * and, within a source, synapses of one delay in stored order (ascending target).
   *
   * @param spikes spikes of one tick of the source
   * @param ring the target's input by arrival tick, shape {@code [slots][target neurons]}; more
   *     than {@code maxDelay() - minDelay()} slots
   * @param slot the slot of the present tick; a synapse of delay d adds to slot {@code (slot + d -
   *     minDelay()) mod slots}
   * @return number of synaptic events (synapses that were served)
   */
  long deliver(Spikes spikes, double[][] ring, int slot);
}
