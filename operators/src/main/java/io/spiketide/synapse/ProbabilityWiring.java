package io.spiketide.synapse;

import io.spiketide.network.Range;
import io.spiketide.random.CounterRandom;

/**
 * Each pair with probability p; place = target x sources + source.
 *
 * <p>The distance from one connected target of a source to the next is geometric: 1 + floor(ln u /
 * ln(1 - p)) with u uniform in (0, 1). It is drawn anew from the beginning of each block of {@value
 * #BLOCK} targets on, which a distribution without memory does not feel: draw k of a block depends
 * on (source, block, k) alone, so that each source and each range of targets can be drawn by
 * itself.
 */
final class ProbabilityWiring implements Wiring {
  private static final int BLOCK = 4096;

  private final int sources;
  private final double p;
  private final boolean autapses;
  private final CounterRandom random;
  private final double logOfMiss;

  ProbabilityWiring(int sources, double p, boolean autapses, CounterRandom random) {
    this.sources = sources;
    this.p = p;
    this.autapses = autapses;
    this.random = random;
    logOfMiss = StrictMath.log1p(-p);
  }

  @Override
  public void forEach(Range range, Sink sink) {
    for (int source = 0; source < sources; source++) {
      row(source, range, sink);
    }
  }

  /** Visits the synapses of one source onto some of the targets, targets ascending. */
  void row(int source, Range range, Sink sink) {
    if (p == 0 || range.isEmpty()) {
      return;
    }
    for (int block = range.from() / BLOCK; block <= (range.to() - 1) / BLOCK; block++) {
      long end = Math.min(range.to(), (block + 1L) * BLOCK);
      long target = (long) block * BLOCK - 1;
      for (int draw = 0; (target += 1 + skipped(source, block, draw)) < end; draw++) {
        if (target >= range.from() && (autapses || source != target)) {
          sink.synapse(source, (int) target, target * sources + source);
        }
      }
    }
  }

  /** Targets without a synapse before the next one; a block of them if none is left. */
  private long skipped(int source, int block, int draw) {
    double logOfUniform = StrictMath.log(random.openUniform(block, source, draw));
    return (long) Math.min(BLOCK, logOfUniform / logOfMiss);
  }
}
