package io.spiketide.synapse;

import io.spiketide.network.Range;
import io.spiketide.random.CounterRandom;

/**
 * Each pair with probability p; place = target x sources + source.
 *
 * <p>The distance from one connected source of a target to the next is geometric: 1 + floor(ln u /
 * ln(1 - p)) with u uniform in (0, 1). Draw k of a target depends on (target, k) alone, so that the
 * sources of any range of targets can be drawn by themselves.
 */
final class ProbabilityWiring implements Wiring {
  private final int sources;
  private final double p;
  private final boolean autapses;
  private final CounterRandom random;

  ProbabilityWiring(int sources, double p, boolean autapses, CounterRandom random) {
    this.sources = sources;
    this.p = p;
    this.autapses = autapses;
    this.random = random;
  }

  @Override
  public void forEach(Range range, Sink sink) {
    if (p == 0) {
      return;
    }
    double logOfMiss = StrictMath.log1p(-p);
    for (int target = range.from(); target < range.to(); target++) {
      int draw = 0;
      long source = -1;
      while ((source += 1 + skipped(logOfMiss, target, draw++)) < sources) {
        if (autapses || source != target) {
          sink.synapse((int) source, target, (long) target * sources + source);
        }
      }
    }
  }

  /** Sources without a synapse before the next one; more than there are if none is left. */
  private long skipped(double logOfMiss, int target, int draw) {
    double logOfUniform = StrictMath.log(random.openUniform(0, target, draw));
    return (long) Math.min(sources, logOfUniform / logOfMiss);
  }
}
