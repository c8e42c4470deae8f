package io.spiketide.kernel;

import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.network.Network;
import java.util.List;

/** The order in which populations are run within a tick: zero-delay projections go forward. */
final class ZeroDelayOrder {
  private ZeroDelayOrder() {}

  /**
   * The populations that are run here, sorted along zero-delay projections; among those that are
   * free, the first of the description comes first.
   *
   * @throws IllegalArgumentException if zero-delay projections form a cycle
   */
  static int[] of(Network network, List<CompiledPopulation> populations, int inputs) {
    int n = populations.size();
    boolean[] placed = new boolean[n];
    int run = 0;
    for (int p = 0; p < n; p++) {
      placed[p] = populations.get(p).size() == 0;
      run += placed[p] ? 0 : 1;
    }
    int[] order = new int[run];
    for (int done = 0; done < run; done++) {
      int next = -1;
      for (int p = 0; p < n && next < 0; p++) {
        if (!placed[p] && isFree(populations.get(p), placed, inputs)) {
          next = p;
        }
      }
      if (next < 0) {
        throw new IllegalArgumentException(
            "network " + network.name() + " has a cycle of projections without delay");
      }
      placed[next] = true;
      order[done] = next;
    }
    return order;
  }

  private static boolean isFree(CompiledPopulation population, boolean[] placed, int inputs) {
    for (CompiledProjection p : population.incoming()) {
      if (p.synapses().minDelay() == 0 && p.source() >= inputs && !placed[p.source() - inputs]) {
        return false;
      }
    }
    return true;
  }
}
