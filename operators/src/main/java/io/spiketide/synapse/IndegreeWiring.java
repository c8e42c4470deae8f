package io.spiketide.synapse;

import io.spiketide.network.Range;
import io.spiketide.random.CounterRandom;

/**
 * Each target from a fixed number of sources; place = target x indegree + draw.
 *
 * <p>Sources of a target are drawn from (target, draw) alone, so that any range of targets can be
 * drawn by itself. Without multapses, draw k takes a source of the first n - indegree + k + 1, or
 * the last of those if it is taken already, which makes every set equally likely (R. W. Floyd in J.
 * Bentley, Programming pearls: a sample of brilliance, Communications of the ACM 30, 1987).
 */
final class IndegreeWiring implements Wiring {
  private final int candidates;
  private final int sources;
  private final int indegree;
  private final boolean autapses;
  private final boolean multapses;
  private final CounterRandom random;

  /**
   * @throws IllegalArgumentException if there are fewer sources than the indegree needs
   */
  IndegreeWiring(
      int sources, int indegree, boolean autapses, boolean multapses, CounterRandom random) {
    this.sources = sources;
    this.indegree = indegree;
    this.autapses = autapses;
    this.multapses = multapses;
    this.random = random;
    this.candidates = autapses ? sources : sources - 1;
    if (indegree > 0 && (candidates < 1 || (!multapses && candidates < indegree))) {
      throw new IllegalArgumentException(
          "fixed_indegree: indegree "
              + indegree
              + " is more than the "
              + candidates
              + " sources that a target may have; lower it or allow multapses");
    }
  }

  @Override
  public void forEach(Range range, Sink sink) {
    boolean[] taken = new boolean[multapses ? 0 : sources];
    int[] chosen = new int[indegree];
    for (int target = range.from(); target < range.to(); target++) {
      for (int draw = 0; draw < indegree; draw++) {
        chosen[draw] = multapses ? any(target, draw) : another(target, draw, taken);
        int source = autapses || chosen[draw] < target ? chosen[draw] : chosen[draw] + 1;
        sink.synapse(source, target, (long) target * indegree + draw);
      }
      for (int draw = 0; !multapses && draw < indegree; draw++) {
        taken[chosen[draw]] = false;
      }
    }
  }

  private int any(int target, int draw) {
    return random.below(candidates, 0, target, draw);
  }

  private int another(int target, int draw, boolean[] taken) {
    int last = candidates - indegree + draw;
    int source = random.below(last + 1, 0, target, draw);
    int free = taken[source] ? last : source;
    taken[free] = true;
    return free;
  }
}
