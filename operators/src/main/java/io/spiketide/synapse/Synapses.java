package io.spiketide.synapse;

import io.spiketide.neuron.Spikes;

/**
 * The compiled synapses of one projection. Immutable and shared by all instances and threads.
 *
 * <p>The kernel calls {@link #deliver} once per tick with the spikes that the source emitted {@link
 * #minDelay} ticks before; a synapse whose delay is longer adds to a later slot of the ring.
 */
public interface Synapses {

  /** Smallest delay of a synapse, in ticks. */
  int minDelay();

  /** Largest delay of a synapse, in ticks. */
  int maxDelay();

  /** Number of synapses; a convolution counts every (source, target) pair that it connects. */
  long count();

  /**
   * Adds weight x count of every synapse of every spike to the target's input, sources ascending
   * and, within a source, synapses in stored order (ascending target).
   *
   * @param spikes spikes of one tick of the source
   * @param ring the target's input by arrival tick, shape {@code [slots][target neurons]}; more
   *     than {@code maxDelay() - minDelay()} slots
   * @param slot the slot of the present tick; a synapse of delay d adds to slot {@code (slot + d -
   *     minDelay()) mod slots}
   * @return number of synaptic events (synapses that were served)
   */
  long deliver(Spikes spikes, double[][] ring, int slot);

  /** Visits every synapse, sources ascending, in the order in which {@link #deliver} adds. */
  void forEach(Visitor visitor);

  /**
   * Whether a tick's contributions to a target are reduced by their maximum instead of summed. Then
   * {@link #deliver} raises the values of its slot instead of adding to them: the caller gives it
   * zeros and adds the result to what else arrives at the target.
   */
  default boolean takesMaximum() {
    return false;
  }

  /** Memory that the synapses take, in bytes. */
  long bytes();

  /** Receives synapses. */
  interface Visitor {
    void synapse(int source, int target, double weight, int delayTicks);
  }
}
