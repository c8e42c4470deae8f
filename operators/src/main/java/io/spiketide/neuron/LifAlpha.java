package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Leaky integrate-and-fire with alpha-shaped synaptic currents, integrated exactly: an arrival of x
 * pA makes a current {@code x (s/tau_syn) e^(1 - s/tau_syn)} that peaks at x after tau_syn. In a
 * step of length h, for each receptor with the current i and its slope variable y
 *
 * <pre>
 *   v ← E_L + e^(-h/tau_m) (v - E_L) + Σ (P i + Q y) + (1 - e^(-h/tau_m)) tau_m I_e / C_m
 *   i ← e^(-h/tau_syn) (i + h y)
 *   y ← e^(-h/tau_syn) y + x e / tau_syn
 *   P = ∫ e^(-(h-s)/tau_m) e^(-s/tau_syn) ds / C_m      from 0 to h
 *   Q = ∫ e^(-(h-s)/tau_m) s e^(-s/tau_syn) ds / C_m
 * </pre>
 *
 * <p>x in pA, on receptors exc and inh. At threshold ({@code v >= V_th}): v becomes V_reset and
 * stays for t_ref; the currents run on.
 *
 * <p>Source: model iaf_psc_alpha of NEST; S. Rotter, M. Diesmann, Exact digital simulation of
 * time-invariant linear systems with applications to neuronal modeling, Biological Cybernetics 81,
 * 1999.
 */
final class LifAlpha implements NeuronModel {
  @Override
  public String name() {
    return "lif_alpha";
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire with alpha-shaped currents, exact (NEST's iaf_psc_alpha).";
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
        Variable.of("y_ex", "pA/ms"),
        Variable.of("i_in", "pA"),
        Variable.of("y_in", "pA/ms"),
        Refractory.VARIABLE);
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    double[] unchanged = columns.all(1);
    double[] none = columns.all(0);
    TwoInputStep ofCurrents =
        new TwoInputStep(
            NestLif.decay(columns),
            columns.of("E_L"),
            NestLif.ofExponential(columns, "tau_syn_ex"),
            NestLif.ofExponential(columns, "tau_syn_in"),
            NestLif.drive(columns));
    TwoInputStep ofSlopes =
        new TwoInputStep(
            unchanged,
            columns.of("E_L"),
            NestLif.ofRamp(columns, "tau_syn_ex"),
            NestLif.ofRamp(columns, "tau_syn_in"),
            none);
    AlphaCurrent exc = AlphaCurrent.of(columns, "tau_syn_ex");
    AlphaCurrent inh = AlphaCurrent.of(columns, "tau_syn_in");
    Firing firing = ResetRule.firingAtThreshold(columns, Refractory.of(columns));
    return (state, input, tick, noise, spikes) -> {
      double[] v = state[0];
      double[] refractory = state[5];
      ofCurrents.advance(v, state[1], state[3], refractory);
      ofSlopes.advance(v, state[2], state[4], refractory);
      exc.advance(state[1], state[2], input[0]);
      inh.advance(state[3], state[4], input[1]);
      firing.fireOrCountDown(v, refractory, spikes);
    };
  }
}
