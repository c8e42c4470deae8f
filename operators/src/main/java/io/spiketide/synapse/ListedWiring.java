package io.spiketide.synapse;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Range;

/** The pairs of a list; place = index in the list. */
final class ListedWiring implements Wiring {
  private final int[] sources;
  private final int[] targets;
  private final int[] byTarget;

  /**
   * @throws IllegalArgumentException if a pair names a neuron that does not exist
   */
  ListedWiring(Connectivity.Listed pairs, int sourceSize, int targetSize) {
    sources = pairs.sources();
    targets = pairs.targets();
    for (int i = 0; i < sources.length; i++) {
      requireNeuron("source", i, sources[i], sourceSize);
      requireNeuron("target", i, targets[i], targetSize);
    }
    byTarget = CountingSort.order(targets, targetSize);
  }

  @Override
  public void forEach(Range range, Sink sink) {
    for (int pair : byTarget) {
      if (range.contains(targets[pair])) {
        sink.synapse(sources[pair], targets[pair], pair);
      }
    }
  }

  private static void requireNeuron(String end, int pair, int neuron, int size) {
    if (neuron < 0 || neuron >= size) {
      throw new IllegalArgumentException(
          "pair " + pair + " has " + end + " neuron " + neuron + ", outside 0.." + (size - 1));
    }
  }
}
