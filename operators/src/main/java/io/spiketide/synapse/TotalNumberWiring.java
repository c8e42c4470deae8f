package io.spiketide.synapse;

import io.spiketide.network.Range;
import io.spiketide.random.CounterRandom;

/**
 * A fixed number of synapses, source and target of each drawn from the synapse's index alone; place
 * = index.
 */
final class TotalNumberWiring implements Wiring {
  private static final int TARGET_DRAW = 0;
  private static final int SOURCE_DRAW = 1;

  private final int sources;
  private final boolean autapses;
  private final CounterRandom random;
  private final int[] targets;
  private final int[] byTarget;

  /**
   * @throws IllegalArgumentException if every synapse would have to be an autapse
   */
  TotalNumberWiring(
      int sources, int targetSize, int number, boolean autapses, CounterRandom random) {
    if (number > 0 && !autapses && sources == 1) {
      throw new IllegalArgumentException(
          "fixed_total_number: one neuron has no other to connect to; allow autapses");
    }
    this.sources = sources;
    this.autapses = autapses;
    this.random = random;
    targets = new int[number];
    for (int i = 0; i < number; i++) {
      targets[i] = random.below(targetSize, i, 0, TARGET_DRAW);
    }
    byTarget = CountingSort.order(targets, targetSize);
  }

  @Override
  public void forEach(Range range, Sink sink) {
    for (int i : byTarget) {
      if (!range.contains(targets[i])) {
        continue;
      }
      int candidates = autapses ? sources : sources - 1;
      int source = random.below(candidates, i, 0, SOURCE_DRAW);
      boolean shifted = !autapses && source >= targets[i];
      sink.synapse(shifted ? source + 1 : source, targets[i], i);
    }
  }
}
