package io.spiketide.kernel;

import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.network.Network;
import java.util.List;

/** The order in which populations are run within a tick: zero-delay projections go forward. */
final class ZeroDelayOrder {
  private ZeroDelayOrder() {}

  /**
   * Populations sorted along zero-delay projections; among those that are free, the first of the
   * description comes first.
   *
   * @throws IllegalArgumentException if zero-delay projections form a cycle
   */
  static int[] of(Network network, List<CompiledPopulation> populations, int inputs) {
    int n = populations.size();
    int[] order = new int[n];
    boolean[] placed = new boolean[n];
    for (int done = 0; done < n; done++) {
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
