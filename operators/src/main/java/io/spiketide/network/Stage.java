package io.spiketide.network;

import java.io.Serializable;
import java.util.List;

/**
 * Populations and readouts that one operator runs together.
 *
 * @param name unique among the stages of a network
 * @param populations their names
 * @param readouts names of the readouts that are answered here
 * @param shards the number of keys per instance, over which each population is cut evenly; 1 for
 *     none of them cut
 */
public record Stage(String name, List<String> populations, List<String> readouts, int shards)
    implements Serializable {
  public Stage {
    populations = List.copyOf(populations);
    readouts = List.copyOf(readouts);
    if (shards < 1) {
      throw new IllegalArgumentException("stage " + name + ": shards must be at least 1");
    }
  }
}
