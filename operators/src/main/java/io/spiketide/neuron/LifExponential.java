package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Leaky integrate-and-fire with exponential synaptic currents, integrated exactly: {@code dv/dt =
 * (E_L - v)/tau_m + (i_ex + i_in + I_e)/C_m}, {@code di/dt = -i/tau_syn}. In a step of length h
 *
 * <pre>
 *   v    ← E_L + e^(-h/tau_m) (v - E_L) + P(tau_syn_ex) i_ex + P(tau_syn_in) i_in
 *          + (1 - e^(-h/tau_m)) tau_m I_e / C_m
 *   i_ex ← e^(-h/tau_syn_ex) i_ex + x_ex        i_in likewise
 *   P(tau) = ∫ e^(-(h-s)/tau_m) e^(-s/tau) ds / C_m from 0 to h
 * </pre>
 *
 * <p>x in pA, on receptors exc and inh; a negative weight inhibits on both. A network with one
 * synaptic time constant uses exc alone. At threshold ({@code v >= V_th}): v becomes V_reset and
 * stays for t_ref; the currents run on.
 *
 * <p>Source: model iaf_psc_exp of NEST; M. Tsodyks, A. Uziel, H. Markram, Synchrony generation in
 * recurrent networks with frequency-dependent synapses, Journal of Neuroscience 20, 2000.
 */
final class LifExponential implements NeuronModel {
  @Override
  public String name() {
    return "lif_exp";
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire with exponential currents, exact (NEST's iaf_psc_exp).";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return NestLif.withSynapses(2, 2);
  }

  @Override
  public List<String> receptors() {
    return List.of("exc", "inh");
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.startingAt("v", "mV", "E_L"),
        Variable.of("i_ex", "pA"),
        Variable.of("i_in", "pA"),
        Refractory.VARIABLE);
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    TwoInputStep membrane =
        new TwoInputStep(
            NestLif.decay(columns),
            columns.of("E_L"),
            NestLif.ofExponential(columns, "tau_syn_ex"),
            NestLif.ofExponential(columns, "tau_syn_in"),
            NestLif.drive(columns));
    ExponentialCurrents currents = ExponentialCurrents.of(columns);
    Firing firing = ResetRule.firingAtThreshold(columns, Refractory.of(columns));
    return (state, input, tick, noise, spikes) -> {
      membrane.advance(state[0], state[1], state[2], state[3]);
      currents.advance(state[1], state[2], input);
      firing.fireOrCountDown(state[0], state[3], spikes);
    };
  }
}
