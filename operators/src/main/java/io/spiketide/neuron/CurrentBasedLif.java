package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import java.util.List;

/**
 * Leaky integrate-and-fire behind an exponential synaptic current: {@code tau_syn di/dt = -i + w_in
 * x}, {@code tau_m dv/dt = (E_L - v) + R (i + I_e)}, in the steps that {@link CurrentBased} gives.
 *
 * <p>At threshold: as {@link LeakyIntegrateAndFire}; the current runs on.
 *
 * <p>Source: type CubaLIF of the neuromorphic intermediate representation, J. E. Pedersen et al.,
 * Nature Communications 15, 2024.
 */
final class CurrentBasedLif implements NeuronModel {
  static final ParameterSpec W_IN =
      ParameterSpec.of("w_in", "", 1, Bound.ANY, "Factor of the arrivals in the synaptic current.");

  @Override
  public String name() {
    return "cuba_lif";
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire behind an exponential synaptic current.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        SharedParameters.tauM(),
        SharedParameters.tauSyn(),
        W_IN,
        SharedParameters.resistance(),
        SharedParameters.restingPotential(0),
        SharedParameters.threshold(1),
        SharedParameters.resetPotential(0),
        SharedParameters.refractoryTime(0),
        SharedParameters.biasCurrent(""));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(ResetRule.OPTION, Discretisation.OPTION, InputKind.OPTION);
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.startingAt("v", "mV", "E_L"), Variable.of("i", ""), Refractory.VARIABLE);
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    CurrentBased leak = CurrentBased.of(columns, columns.of("I_e"));
    Refractory refractory = Refractory.of(columns);
    Firing firing = ResetRule.firing(columns, Discretisation.of(columns), refractory);
    if (refractory.none()) {
      return (state, input, tick, noise, spikes) -> {
        leak.advance(state[0], state[1], input[0]);
        firing.fire(state[0], spikes);
      };
    }
    return (state, input, tick, noise, spikes) -> {
      leak.advance(state[0], state[1], input[0], state[2]);
      firing.fireOrCountDown(state[0], state[2], spikes);
    };
  }
}
