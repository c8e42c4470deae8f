package io.spiketide.network;

/**
 * The range of delays that a description allows, in ticks. It does not depend on what is drawn, so
 * that whoever has only some of the synapses knows it too.
 */
public final class DelayRange {
  /** Open distributions end here: beyond it lies one draw in a billion, which is brought back. */
  private static final double DEVIATIONS = 6;

  /** Longest delay of a synapse, in ticks. */
  public static final int MAX_DELAY = 1 << 24;

  private DelayRange() {}

  /** The smallest delay that a synapse may have, in ticks. */
  public static int min(Values delays) {
    return (int) Math.max(0, Math.min(MAX_DELAY, leastTicks(delays)));
  }

  /** The largest delay that a synapse may have, in ticks. */
  public static int max(Values delays) {
    return (int) Math.max(min(delays), Math.min(MAX_DELAY, Math.round(most(delays))));
  }

  /** The smallest value that may be given or drawn, not yet rounded to ticks. */
  public static double leastDrawn(Values delays) {
    if (delays instanceof Values.Constant c) {
      return c.value();
    } else if (delays instanceof Values.Listed l) {
      double least = Double.POSITIVE_INFINITY;
      for (double v : l.values()) {
        least = Math.min(least, v);
      }
      return l.values().length == 0 ? 0 : least;
    } else if (delays instanceof Values.Uniform u) {
      return u.low();
    } else if (delays instanceof Values.Normal n) {
      return n.sd() == 0 ? Math.max(n.min(), Math.min(n.max(), n.mean())) : n.min();
    } else if (delays instanceof Values.Lognormal) {
      return 0;
    }
    throw new IllegalStateException("no range of " + delays);
  }

  /** The smallest delay in ticks. */
  public static long leastTicks(Values delays) {
    return Math.round(leastDrawn(delays));
  }

  /** The largest delay that is given or may be drawn, not yet rounded to ticks. */
  public static double most(Values delays) {
    if (delays instanceof Values.Constant c) {
      return c.value();
    } else if (delays instanceof Values.Listed l) {
      double most = 0;
      for (double v : l.values()) {
        most = Math.max(most, v);
      }
      return most;
    } else if (delays instanceof Values.Uniform u) {
      return u.high();
    } else if (delays instanceof Values.Normal n) {
      return Math.max(n.min(), Math.min(n.max(), n.mean() + DEVIATIONS * n.sd()));
    } else if (delays instanceof Values.Lognormal l) {
      return StrictMath.exp(l.mu() + DEVIATIONS * l.sigma());
    }
    throw new IllegalStateException("no range of " + delays);
  }
}
