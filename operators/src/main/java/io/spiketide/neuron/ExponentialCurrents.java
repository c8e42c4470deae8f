package io.spiketide.neuron;

/**
 * Synaptic currents of receptors exc and inh that decay exponentially: {@code i ← e^(-h/tau_syn) i
 * + x}, x in pA. Arrivals act at the end of the step, after the membrane has moved, as in NEST.
 */
final class ExponentialCurrents {
  private final AffineStep exc;
  private final AffineStep inh;

  private ExponentialCurrents(AffineStep exc, AffineStep inh) {
    this.exc = exc;
    this.inh = inh;
  }

  /** From tau_syn_ex and tau_syn_in. */
  static ExponentialCurrents of(Columns columns) {
    return new ExponentialCurrents(step(columns, "tau_syn_ex"), step(columns, "tau_syn_in"));
  }

  private static AffineStep step(Columns columns, String tauName) {
    double[] tau = columns.of(tauName);
    double[] decay = columns.derive(k -> Propagators.decay(columns.step(), tau[k]));
    return AffineStep.toZero(columns, decay, columns.all(1));
  }

  void advance(double[] iEx, double[] iIn, double[][] input) {
    exc.advance(iEx, input[0]);
    inh.advance(iIn, input[1]);
  }
}
