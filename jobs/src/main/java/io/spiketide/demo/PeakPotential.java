package io.spiketide.demo;

/** How large a synapse of exponential currents must be for a potential of a given height. */
final class PeakPotential {
  private PeakPotential() {}

  /**
   * The current that makes a potential of 1 mV at its peak when it starts at once and decays: the
   * potential is {@code tau_m tau_syn / (C_m (tau_m - tau_syn)) (e^(-t/tau_m) - e^(-t/tau_syn))}
   * for each pA.
   *
   * @param capacitance C_m in pF
   * @param tauM in ms
   * @param tauSyn in ms, another than tau_m
   * @return pA for each mV
   */
  static double current(double capacitance, double tauM, double tauSyn) {
    double peak = StrictMath.log(tauM / tauSyn) * tauM * tauSyn / (tauM - tauSyn);
    double height = StrictMath.exp(-peak / tauM) - StrictMath.exp(-peak / tauSyn);
    return capacitance * (tauM - tauSyn) / (tauM * tauSyn * height);
  }
}
