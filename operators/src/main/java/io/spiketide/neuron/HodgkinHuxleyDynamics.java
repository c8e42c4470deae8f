package io.spiketide.neuron;

import io.spiketide.random.CounterRandom;

/** The update of {@link HodgkinHuxley}: Runge-Kutta sub-steps of v, m, h, n, neuron by neuron. */
final class HodgkinHuxleyDynamics implements Dynamics {
  private final boolean alike;
  private final double[] cM;
  private final double[] gNa;
  private final double[] gK;
  private final double[] gL;
  private final double[] eNa;
  private final double[] eK;
  private final double[] eL;
  private final double[] vTh;
  private final double[] iE;
  private final SubSteps subSteps;
  private final ExponentialCurrents currents;

  HodgkinHuxleyDynamics(Columns columns) {
    alike = columns.count() == 1;
    cM = columns.of("C_m");
    gNa = columns.of("g_Na");
    gK = columns.of("g_K");
    gL = columns.of("g_L");
    eNa = columns.of("E_Na");
    eK = columns.of("E_K");
    eL = columns.of("E_L");
    vTh = columns.of("V_th");
    iE = columns.of("I_e");
    subSteps = SubSteps.of(columns, HodgkinHuxley.LONGEST_SUB_STEP);
    currents = ExponentialCurrents.of(columns);
  }

  @Override
  public void step(
      double[][] state, double[][] input, long tick, CounterRandom noise, Spikes spikes) {
    double[] v = state[0];
    for (int i = 0; i < v.length; i++) {
      int k = alike ? 0 : i;
      double before = v[i];
      advance(state, i, k);
      if (before < vTh[k] && v[i] >= vTh[k]) {
        spikes.add(i);
      }
    }
    currents.advance(state[4], state[5], input);
  }

  private void advance(double[][] state, int i, int k) {
    double d = subSteps.length();
    double v = state[0][i];
    double m = state[1][i];
    double h = state[2][i];
    double n = state[3][i];
    double iEx = state[4][i];
    double iIn = state[5][i];
    for (int s = 0; s < subSteps.count(); s++) {
      double iStart = iEx + iIn + iE[k];
      double exMid = iEx * subSteps.halfDecayEx(k);
      double inMid = iIn * subSteps.halfDecayIn(k);
      double iMid = exMid + inMid + iE[k];
      iEx = exMid * subSteps.halfDecayEx(k);
      iIn = inMid * subSteps.halfDecayIn(k);
      double iEnd = iEx + iIn + iE[k];

      double v1 = slopeV(k, v, m, h, n, iStart);
      double m1 = slopeM(v, m);
      double h1 = slopeH(v, h);
      double n1 = slopeN(v, n);

      double vA = v + d / 2 * v1;
      double mA = m + d / 2 * m1;
      double hA = h + d / 2 * h1;
      double nA = n + d / 2 * n1;
      double v2 = slopeV(k, vA, mA, hA, nA, iMid);
      double m2 = slopeM(vA, mA);
      double h2 = slopeH(vA, hA);
      double n2 = slopeN(vA, nA);

      double vB = v + d / 2 * v2;
      double mB = m + d / 2 * m2;
      double hB = h + d / 2 * h2;
      double nB = n + d / 2 * n2;
      double v3 = slopeV(k, vB, mB, hB, nB, iMid);
      double m3 = slopeM(vB, mB);
      double h3 = slopeH(vB, hB);
      double n3 = slopeN(vB, nB);

      double vC = v + d * v3;
      double mC = m + d * m3;
      double hC = h + d * h3;
      double nC = n + d * n3;
      v += d / 6 * (v1 + 2 * (v2 + v3) + slopeV(k, vC, mC, hC, nC, iEnd));
      m += d / 6 * (m1 + 2 * (m2 + m3) + slopeM(vC, mC));
      h += d / 6 * (h1 + 2 * (h2 + h3) + slopeH(vC, hC));
      n += d / 6 * (n1 + 2 * (n2 + n3) + slopeN(vC, nC));
    }
    state[0][i] = v;
    state[1][i] = m;
    state[2][i] = h;
    state[3][i] = n;
  }

  private double slopeV(int k, double v, double m, double h, double n, double current) {
    double sodium = gNa[k] * m * m * m * h * (v - eNa[k]);
    double potassium = gK[k] * n * n * n * n * (v - eK[k]);
    return (-sodium - potassium - gL[k] * (v - eL[k]) + current) / cM[k];
  }

  private static double slopeM(double v, double m) {
    return opening((v + 40) / 10) * (1 - m) - 4 * StrictMath.exp(-(v + 65) / 18) * m;
  }

  private static double slopeH(double v, double h) {
    double closing = 1 / (1 + StrictMath.exp(-(v + 35) / 10));
    return 0.07 * StrictMath.exp(-(v + 65) / 20) * (1 - h) - closing * h;
  }

  private static double slopeN(double v, double n) {
    return 0.1 * opening((v + 55) / 10) * (1 - n) - 0.125 * StrictMath.exp(-(v + 65) / 80) * n;
  }

  /** y / (1 - e^(-y)), 1 where y is 0. */
  private static double opening(double y) {
    return y == 0 ? 1 : -y / StrictMath.expm1(-y);
  }
}
