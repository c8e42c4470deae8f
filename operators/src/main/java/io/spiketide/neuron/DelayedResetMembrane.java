package io.spiketide.neuron;

/**
 * A membrane {@code u ← decay u + gain x} with the {@link DelayedReset} of snnTorch, fires where
 * the new u is above the threshold. The source is named there.
 *
 * <p>The update has no branch: see {@link Choice}.
 */
final class DelayedResetMembrane {
  private final double[] decay;
  private final double[] gain;
  private final double[] threshold;
  private final DelayedReset reset;
  private final boolean immediate;
  private final double zeroesOld;
  private final double zeroesNew;
  private final double subtracts;

  private DelayedResetMembrane(
      Columns columns, double[] decay, double[] gain, boolean zeroesBeforeTheStep) {
    this.decay = decay;
    this.gain = gain;
    threshold = columns.of("threshold");
    reset = DelayedReset.of(columns);
    immediate = DelayedReset.immediate(columns);
    boolean zero = reset == DelayedReset.ZERO;
    zeroesOld = zero && zeroesBeforeTheStep ? 1 : 0;
    zeroesNew = zero && !zeroesBeforeTheStep ? 1 : 0;
    subtracts = reset == DelayedReset.SUBTRACT ? 1 : 0;
  }

  /** With {@code reset: zero} the late reset makes the old u 0, so that the new u is gain x. */
  static DelayedResetMembrane zeroingTheOld(Columns columns, double[] decay, double[] gain) {
    return new DelayedResetMembrane(columns, decay, gain, true);
  }

  /** With {@code reset: zero} the late reset makes the new u 0. */
  static DelayedResetMembrane zeroingTheNew(Columns columns, double[] decay, double[] gain) {
    return new DelayedResetMembrane(columns, decay, gain, false);
  }

  /** Advances all neurons by one step and fires. */
  void step(double[] u, double[] in, Spikes spikes) {
    if (immediate) {
      stepWithImmediateReset(u, in, spikes);
      return;
    }
    if (threshold.length == 1) {
      advanceAlike(u, in);
    } else {
      advanceEach(u, in);
    }
    int n = u.length;
    for (int i = Crossings.next(u, threshold, 0); i < n; i = Crossings.next(u, threshold, i + 1)) {
      spikes.add(i);
    }
  }

  private void advanceAlike(double[] u, double[] in) {
    double a = decay[0];
    double b = gain[0];
    double theta = threshold[0];
    double before = zeroesOld;
    double after = zeroesNew;
    double taken = subtracts * theta;
    for (int i = 0; i < u.length; i++) {
      double late = Choice.above(u[i], theta);
      double next = AffineStep.quiet(a * (u[i] * (1 - before * late)) + b * in[i]);
      u[i] = next * (1 - after * late) - taken * late;
    }
  }

  private void advanceEach(double[] u, double[] in) {
    for (int i = 0; i < u.length; i++) {
      double late = Choice.above(u[i], threshold[i]);
      double next = AffineStep.quiet(decay[i] * (u[i] * (1 - zeroesOld * late)) + gain[i] * in[i]);
      u[i] = next * (1 - zeroesNew * late) - subtracts * threshold[i] * late;
    }
  }

  private void stepWithImmediateReset(double[] u, double[] in, Spikes spikes) {
    boolean alike = threshold.length == 1;
    for (int i = 0; i < u.length; i++) {
      int k = alike ? 0 : i;
      double theta = threshold[k];
      boolean late = u[i] > theta;
      double kept = late && zeroesOld == 1 ? 0 : u[i];
      double next = AffineStep.quiet(decay[k] * kept + gain[k] * in[i]);
      if (late && zeroesOld == 0) {
        next = reset.late(next, theta);
      }
      boolean fired = next > theta;
      if (fired) {
        spikes.add(i);
      }
      u[i] = reset.atOnce(next, theta, fired, late);
    }
  }
}
