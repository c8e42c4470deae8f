package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import java.util.List;

/**
 * Adaptive exponential integrate-and-fire with exponential synaptic currents:
 *
 * <pre>
 *   C_m dv/dt = -g_L (v - E_L) + g_L Delta_T e^((v - V_th)/Delta_T) - w + i_ex + i_in + I_e
 *   tau_w dw/dt = a (v - E_L) - w
 * </pre>
 *
 * <p>Each step is cut into equal sub-steps of at most {@value #LONGEST_SUB_STEP} ms, each one step
 * of the classical Runge-Kutta method of fourth order; the currents in it are exact. Arrivals in pA
 * act at the end of the step, as in NEST.
 *
 * <p>At {@code v >= V_peak} after a sub-step: spike, {@code v ← V_reset}, {@code w ← w + b}; v
 * stays for the rest of the step and for t_ref, or goes on at once where t_ref is 0 (and may fire
 * several times in a step). w runs on.
 *
 * <p>Source: R. Brette, W. Gerstner, Adaptive exponential integrate-and-fire model as an effective
 * description of neuronal activity, Journal of Neurophysiology 94, 2005; defaults as aeif models of
 * NEST.
 */
final class AdaptiveExponential implements NeuronModel {
  /**
   * In ms. The upswing of a spike takes about 0.1 ms, and a spike is noticed at the end of a
   * sub-step: a tenth of that makes each interval at most so much longer than the fine solution's.
   */
  static final double LONGEST_SUB_STEP = 0.01;

  @Override
  public String name() {
    return "adex";
  }

  @Override
  public String summary() {
    return "Adaptive exponential integrate-and-fire with exponential synaptic currents.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        SharedParameters.capacitance(281),
        ParameterSpec.of("g_L", "nS", 30, Bound.POSITIVE, "Leak conductance."),
        SharedParameters.restingPotential(-70.6),
        ParameterSpec.of("V_th", "mV", -50.4, Bound.ANY, "Potential at which the upswing starts."),
        ParameterSpec.of("Delta_T", "mV", 2, Bound.POSITIVE, "Steepness of the upswing."),
        ParameterSpec.of("V_peak", "mV", 0, Bound.ANY, "Potential at which a spike is counted."),
        SharedParameters.resetPotential(-60),
        ParameterSpec.of("a", "nS", 4, Bound.ANY, "Adaptation below threshold."),
        ParameterSpec.of("b", "pA", 80.5, Bound.ANY, "Adaptation per spike."),
        ParameterSpec.of("tau_w", "ms", 144, Bound.POSITIVE, "Time constant of the adaptation."),
        SharedParameters.refractoryTime(0),
        SharedParameters.biasCurrent("pA"),
        SharedParameters.tauSynEx(0.2),
        SharedParameters.tauSynIn(2));
  }

  @Override
  public List<String> receptors() {
    return List.of("exc", "inh");
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.startingAt("v", "mV", "E_L"),
        Variable.of("w", "pA"),
        Variable.of("i_ex", "pA"),
        Variable.of("i_in", "pA"),
        Refractory.VARIABLE);
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    return new AdaptiveExponentialDynamics(Columns.of(settings));
  }
}
