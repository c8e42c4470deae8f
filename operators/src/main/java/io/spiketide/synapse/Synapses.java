package io.spiketide.synapse;

/**
 * The compiled synapses of one projection. Immutable and shared by all instances and threads.
 *
 * <p>The kernel calls {@link Delivery#deliver} once per tick with the spikes that the source
 * emitted {@link #minDelay} ticks before; a synapse whose delay is longer adds to a later slot of
 * the ring.
 */
public interface Synapses {

  /** Smallest delay of a synapse, in ticks. */
  int minDelay();

  /** Largest delay of a synapse, in ticks. */
  int maxDelay();

  /**
   * Number of synapses; a convolution counts every (source, target) pair that it connects. Of
   * synapses that are drawn again for each spike it is the number to be expected.
   */
  long count();

  /** A delivery for one thread; all of them give the same sums. */
  Delivery delivery();

  /**
   * Visits every synapse, sources ascending, in the order in which {@link Delivery#deliver} adds.
   */
  void forEach(Visitor visitor);

  /**
   * Whether a tick's contributions to a target are reduced by their maximum instead of summed. Then
   * {@link Delivery#deliver} raises the values of its slot instead of adding to them: the caller
   * gives it zeros and adds the result to what else arrives at the target.
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
