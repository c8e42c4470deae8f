package io.spiketide.network;

import java.io.Serializable;

/**
 * The most that one key is to run; a network that needs more is cut.
 *
 * @param neurons number of neurons
 * @param synapses number of stored synapses
 * @param bytes memory of synapses and state
 */
public record Budget(long neurons, long synapses, long bytes) implements Serializable {
  /** What one core keeps up with and one process holds. */
  public static final Budget DEFAULT = new Budget(2_000_000, 500_000_000, 4L << 30);

  public Budget {
    if (neurons < 1 || synapses < 1 || bytes < 1) {
      throw new IllegalArgumentException("placement: a key needs room for something");
    }
  }
}
