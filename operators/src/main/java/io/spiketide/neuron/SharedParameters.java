package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;

/** Parameters that several models have, so that a name means the same in all of them. */
final class SharedParameters {
  private SharedParameters() {}

  static ParameterSpec tauM() {
    return ParameterSpec.required("tau_m", "ms", Bound.POSITIVE, "Membrane time constant.");
  }

  static ParameterSpec tauM(double ms) {
    return ParameterSpec.of("tau_m", "ms", ms, Bound.POSITIVE, "Membrane time constant.");
  }

  static ParameterSpec tauSyn() {
    return ParameterSpec.required("tau_syn", "ms", Bound.POSITIVE, "Synaptic time constant.");
  }

  static ParameterSpec tauSynEx(double ms) {
    return ParameterSpec.of(
        "tau_syn_ex", "ms", ms, Bound.POSITIVE, "Time constant of receptor exc.");
  }

  static ParameterSpec tauSynIn(double ms) {
    return ParameterSpec.of(
        "tau_syn_in", "ms", ms, Bound.POSITIVE, "Time constant of receptor inh.");
  }

  static ParameterSpec resistance() {
    return ParameterSpec.of(
        "R", "", 1, Bound.ANY, "Factor of the input, in mV per unit of the input.");
  }

  static ParameterSpec capacitance(double pF) {
    return ParameterSpec.of("C_m", "pF", pF, Bound.POSITIVE, "Membrane capacitance.");
  }

  static ParameterSpec restingPotential(double mV) {
    return ParameterSpec.of("E_L", "mV", mV, Bound.ANY, "Resting potential.");
  }

  static ParameterSpec threshold(double mV) {
    return ParameterSpec.of("V_th", "mV", mV, Bound.ANY, "Potential that makes the neuron fire.");
  }

  static ParameterSpec resetPotential(double mV) {
    return ParameterSpec.of("V_reset", "mV", mV, Bound.ANY, "Potential after a spike.");
  }

  static ParameterSpec refractoryTime(double ms) {
    return ParameterSpec.of(
        "t_ref",
        "ms",
        ms,
        Bound.NON_NEGATIVE,
        "Refractory time, a whole number of model steps; arrivals are lost meanwhile.");
  }

  static ParameterSpec biasCurrent(String unit) {
    return ParameterSpec.of("I_e", unit, 0, Bound.ANY, "Constant input current.");
  }
}
