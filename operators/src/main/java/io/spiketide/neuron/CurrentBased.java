package io.spiketide.neuron;

/**
 * A membrane behind an exponential synaptic current, {@code tau_syn di/dt = -i + w_in x} and {@code
 * tau_m dv/dt = (E_L - v) + R (i + I_e)}, in steps of length h.
 *
 * <p>All discretisations but {@code exact} advance i first and let the membrane see the new i:
 *
 * <pre>
 *   i ← decay_syn i + gain_syn w_in x
 *   v ← E_L + decay_m (v - E_L) + gain_m R (i + I_e)
 * </pre>
 *
 * <p>{@code exact} solves both for an x that is constant during the step. With P the membrane's
 * response to a current that decays from 1:
 *
 * <pre>
 *   v ← E_L + decay_m (v - E_L) + P R i + (gain_m - P) R w_in x + gain_m R I_e
 *   i ← decay_syn i + gain_syn w_in x
 * </pre>
 *
 * <p>With {@code input: jump} i jumps by {@code w_in x} at the end of the step (gain_syn is 1, and
 * the exact v does not see x before the next step).
 */
final class CurrentBased {
  private final AffineStep synapse;
  private final AffineStep membrane;
  private final TwoInputStep exactMembrane;
  private final boolean exact;

  private CurrentBased(
      AffineStep synapse, AffineStep membrane, TwoInputStep exactMembrane, boolean exact) {
    this.synapse = synapse;
    this.membrane = membrane;
    this.exactMembrane = exactMembrane;
    this.exact = exact;
  }

  /** From tau_m, tau_syn, w_in, R and E_L, and a constant current I_e for each column. */
  static CurrentBased of(Columns columns, double[] iE) {
    Discretisation discretisation = Discretisation.of(columns);
    discretisation.check(columns, "tau_syn");
    boolean jump = InputKind.of(columns) == InputKind.JUMP;
    double h = columns.step();
    double[] tauM = columns.of("tau_m");
    double[] tauSyn = columns.of("tau_syn");
    double[] wIn = columns.of("w_in");
    double[] r = columns.of("R");
    double[] decaySyn = columns.derive(k -> discretisation.decay(h, tauSyn[k]));
    double[] gainSyn = columns.derive(k -> (jump ? 1 : discretisation.gain(h, tauSyn[k])) * wIn[k]);
    double[] gainM = columns.derive(k -> discretisation.gain(h, tauM[k]) * r[k]);
    double[] response =
        columns.derive(k -> Propagators.ofExponential(h, tauM[k], tauSyn[k]) / tauM[k] * r[k]);
    TwoInputStep exactMembrane =
        new TwoInputStep(
            columns.derive(k -> discretisation.decay(h, tauM[k])),
            columns.of("E_L"),
            response,
            columns.derive(k -> jump ? 0 : (gainM[k] - response[k]) * wIn[k]),
            columns.derive(k -> gainM[k] * iE[k]));
    return new CurrentBased(
        AffineStep.toZero(columns, decaySyn, gainSyn),
        discretisation.membrane(columns, InputKind.CURRENT, iE),
        exactMembrane,
        discretisation == Discretisation.EXACT);
  }

  /** Advances the currents and membranes of all neurons. */
  void advance(double[] v, double[] i, double[] in) {
    if (exact) {
      exactMembrane.advance(v, i, in);
      synapse.advance(i, in);
    } else {
      synapse.advance(i, in);
      membrane.advance(v, i);
    }
  }

  /** Advances the currents of all neurons, and the membranes of those that are not refractory. */
  void advance(double[] v, double[] i, double[] in, double[] refractory) {
    if (exact) {
      exactMembrane.advance(v, i, in, refractory);
      synapse.advance(i, in);
    } else {
      synapse.advance(i, in);
      membrane.advance(v, i, refractory);
    }
  }
}
