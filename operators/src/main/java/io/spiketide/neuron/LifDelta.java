package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Leaky integrate-and-fire whose potential jumps with each arrival, integrated exactly: {@code
 * tau_m dv/dt = E_L - v + tau_m I_e / C_m}, in a step of length h
 *
 * <pre>
 *   v ← E_L + e^(-h/tau_m) (v - E_L) + (1 - e^(-h/tau_m)) tau_m I_e / C_m + x
 * </pre>
 *
 * <p>x in mV, at the end of the step. At threshold ({@code v >= V_th}): v becomes V_reset and stays
 * for t_ref; arrivals meanwhile are lost.
 *
 * <p>Source: model iaf_psc_delta of NEST; M. Diesmann, M.-O. Gewaltig, S. Rotter, A. Aertsen, State
 * space analysis of synchronous spiking in cortical neural networks, Neurocomputing 38-40, 2001.
 */
final class LifDelta implements NeuronModel {
  @Override
  public String name() {
    return "lif_delta";
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire with jumps of the potential, exact (NEST's iaf_psc_delta).";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return NestLif.PARAMETERS;
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of(Variable.startingAt("v", "mV", "E_L"), Refractory.VARIABLE);
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    AffineStep leak =
        new AffineStep(
            NestLif.decay(columns), columns.of("E_L"), columns.all(1), NestLif.drive(columns));
    Refractory refractory = Refractory.of(columns);
    Firing firing = ResetRule.firingAtThreshold(columns, refractory);
    Membrane membrane = new Membrane(leak, firing, refractory);
    return (state, input, tick, noise, spikes) ->
        membrane.step(state[0], state[1], input[0], spikes);
  }
}
