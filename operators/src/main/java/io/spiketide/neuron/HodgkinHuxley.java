package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import java.util.List;

/**
 * Hodgkin and Huxley's neuron with exponential synaptic currents, as a reference for simpler ones:
 *
 * <pre>
 *   C_m dv/dt = -g_Na m³ h (v - E_Na) - g_K n⁴ (v - E_K) - g_L (v - E_L) + i_ex + i_in + I_e
 *   dm/dt = α_m (1 - m) - β_m m         h and n likewise
 *   α_m = φ((v + 40)/10)                β_m = 4 e^(-(v + 65)/18)        φ(y) = y / (1 - e^(-y))
 *   α_h = 0.07 e^(-(v + 65)/20)         β_h = 1 / (1 + e^(-(v + 35)/10))
 *   α_n = 0.1 φ((v + 55)/10)            β_n = 0.125 e^(-(v + 65)/80)
 * </pre>
 *
 * <p>Each step is cut into equal sub-steps of at most {@value #LONGEST_SUB_STEP} ms, each one step
 * of the classical Runge-Kutta method of fourth order; the currents in it are exact. Arrivals in pA
 * act at the end of the step. A spike is a step in which v rises from below V_th to V_th or above;
 * nothing is reset.
 *
 * <p>Source: A. L. Hodgkin, A. F. Huxley, A quantitative description of membrane current and its
 * application to conduction and excitation in nerve, Journal of Physiology 117, 1952, with rest at
 * -65 mV; defaults as hh_psc_alpha of NEST.
 */
final class HodgkinHuxley implements NeuronModel {
  /** In ms. The fastest gate's time constant is 0.03 ms at -100 mV and 0.1 ms in a spike. */
  static final double LONGEST_SUB_STEP = 0.025;

  @Override
  public String name() {
    return "hodgkin_huxley";
  }

  @Override
  public String summary() {
    return "Hodgkin and Huxley's neuron with exponential synaptic currents, as a reference.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        SharedParameters.capacitance(100),
        ParameterSpec.of("g_Na", "nS", 12000, Bound.NON_NEGATIVE, "Peak sodium conductance."),
        ParameterSpec.of("g_K", "nS", 3600, Bound.NON_NEGATIVE, "Peak potassium conductance."),
        ParameterSpec.of("g_L", "nS", 30, Bound.NON_NEGATIVE, "Leak conductance."),
        ParameterSpec.of("E_Na", "mV", 50, Bound.ANY, "Sodium reversal potential."),
        ParameterSpec.of("E_K", "mV", -77, Bound.ANY, "Potassium reversal potential."),
        ParameterSpec.of("E_L", "mV", -54.402, Bound.ANY, "Leak reversal potential."),
        ParameterSpec.of("V_th", "mV", 0, Bound.ANY, "Potential whose upward crossing is a spike."),
        SharedParameters.biasCurrent("pA"),
        SharedParameters.tauSynEx(0.2),
        SharedParameters.tauSynIn(2),
        ParameterSpec.of("V_init", "mV", -65, Bound.ANY, "Potential at the start."),
        ParameterSpec.of(
            "m_init", "", 0.0529324852572496, Bound.FRACTION, "Sodium activation at the start."),
        ParameterSpec.of(
            "h_init", "", 0.596120753508460, Bound.FRACTION, "Sodium inactivation at the start."),
        ParameterSpec.of(
            "n_init", "", 0.317676914060697, Bound.FRACTION, "Potassium activation at the start."));
  }

  @Override
  public List<String> receptors() {
    return List.of("exc", "inh");
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.startingAt("v", "mV", "V_init"),
        Variable.startingAt("m", "", "m_init"),
        Variable.startingAt("h", "", "h_init"),
        Variable.startingAt("n", "", "n_init"),
        Variable.of("i_ex", "pA"),
        Variable.of("i_in", "pA"));
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    return new HodgkinHuxleyDynamics(Columns.of(settings));
  }
}
