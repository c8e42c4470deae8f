package io.spiketide.synapse;

import io.spiketide.network.Range;

/**
 * Enumerates the synapses of a connectivity. Immutable: every pass gives the same synapses in the
 * same order, drawing random ones again instead of storing them.
 */
interface Wiring {

  /**
   * Visits every synapse onto some of the targets, targets ascending, repeats of a pair in the
   * order of their places.
   */
  void forEach(Range targets, Sink sink);

  /** Receives synapses. */
  interface Sink {
    /**
     * Takes one synapse.
     *
     * @param place number of the synapse within its connectivity, whichever way it is stored: index
     *     into listed weights and delays, and what its random weight and delay are drawn by
     */
    void synapse(int source, int target, long place);
  }
}
