package io.spiketide.neuron;

import io.spiketide.random.CounterRandom;

/**
 * The update of {@link AdaptiveExponential}: Runge-Kutta sub-steps of v and w, neuron by neuron.
 */
final class AdaptiveExponentialDynamics implements Dynamics {
  private final boolean alike;
  private final double[] cM;
  private final double[] gL;
  private final double[] eL;
  private final double[] vTh;
  private final double[] deltaT;
  private final double[] vPeak;
  private final double[] vReset;
  private final double[] a;
  private final double[] b;
  private final double[] tauW;
  private final double[] iE;
  private final Refractory refractory;
  private final SubSteps subSteps;
  private final ExponentialCurrents currents;

  AdaptiveExponentialDynamics(Columns columns) {
    alike = columns.count() == 1;
    cM = columns.of("C_m");
    gL = columns.of("g_L");
    eL = columns.of("E_L");
    vTh = columns.of("V_th");
    deltaT = columns.of("Delta_T");
    vPeak = columns.of("V_peak");
    vReset = columns.of("V_reset");
    a = columns.of("a");
    b = columns.of("b");
    tauW = columns.of("tau_w");
    iE = columns.of("I_e");
    refractory = Refractory.of(columns);
    subSteps = SubSteps.of(columns, AdaptiveExponential.LONGEST_SUB_STEP);
    currents = ExponentialCurrents.of(columns);
    for (int k = 0; k < vReset.length; k++) {
      if (!(vReset[k] < vPeak[k])) {
        throw new IllegalArgumentException(
            String.format(
                "%sV_reset %s mV is not below V_peak %s mV; lower V_reset or raise V_peak",
                columns.place(k), vReset[k], vPeak[k]));
      }
    }
  }

  @Override
  public void step(
      double[][] state, double[][] input, long tick, CounterRandom noise, Spikes spikes) {
    int n = state[0].length;
    for (int i = 0; i < n; i++) {
      int count = advance(state, i, alike ? 0 : i);
      if (count > 0) {
        spikes.add(i, count);
      }
    }
    currents.advance(state[2], state[3], input);
  }

  /** Advances v and w of one neuron by a step; returns how often it fired. */
  private int advance(double[][] state, int i, int k) {
    double h = subSteps.length();
    double v = state[0][i];
    double w = state[1][i];
    double iEx = state[2][i];
    double iIn = state[3][i];
    double left = state[4][i];
    boolean clamped = left > 0;
    int count = 0;
    for (int s = 0; s < subSteps.count(); s++) {
      double iStart = iEx + iIn + iE[k];
      double exMid = iEx * subSteps.halfDecayEx(k);
      double inMid = iIn * subSteps.halfDecayIn(k);
      double iMid = exMid + inMid + iE[k];
      iEx = exMid * subSteps.halfDecayEx(k);
      iIn = inMid * subSteps.halfDecayIn(k);
      double iEnd = iEx + iIn + iE[k];

      double v1 = clamped ? 0 : slopeV(k, v, w, iStart);
      double w1 = slopeW(k, v, w);
      double v2 = clamped ? 0 : slopeV(k, v + h / 2 * v1, w + h / 2 * w1, iMid);
      double w2 = slopeW(k, v + h / 2 * v1, w + h / 2 * w1);
      double v3 = clamped ? 0 : slopeV(k, v + h / 2 * v2, w + h / 2 * w2, iMid);
      double w3 = slopeW(k, v + h / 2 * v2, w + h / 2 * w2);
      double v4 = clamped ? 0 : slopeV(k, v + h * v3, w + h * w3, iEnd);
      double w4 = slopeW(k, v + h * v3, w + h * w3);
      v += h / 6 * (v1 + 2 * (v2 + v3) + v4);
      w += h / 6 * (w1 + 2 * (w2 + w3) + w4);

      if (v >= vPeak[k]) {
        v = vReset[k];
        w += b[k];
        count++;
        clamped = refractory.steps(i) > 0;
      }
    }
    state[0][i] = v;
    state[1][i] = w;
    state[4][i] = count > 0 ? refractory.steps(i) : Math.max(0, left - 1);
    return count;
  }

  /** dv/dt in mV/ms; v above the peak counts as the peak, so that the upswing stays finite. */
  private double slopeV(int k, double v, double w, double current) {
    double bounded = Math.min(v, vPeak[k]);
    double upswing = gL[k] * deltaT[k] * StrictMath.exp((bounded - vTh[k]) / deltaT[k]);
    return (-gL[k] * (bounded - eL[k]) + upswing - w + current) / cM[k];
  }

  /** dw/dt in pA/ms. */
  private double slopeW(int k, double v, double w) {
    return (a[k] * (Math.min(v, vPeak[k]) - eL[k]) - w) / tauW[k];
  }
}
