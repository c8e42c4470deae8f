package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Leaky integrator behind an exponential synaptic current, without threshold: {@code tau_syn di/dt
 * = -i + w_in x}, {@code tau_m dv/dt = (E_L - v) + R i}, in the steps that {@link CurrentBased}
 * gives. Its output at each tick is v.
 *
 * <p>Source: type CubaLI of the neuromorphic intermediate representation, J. E. Pedersen et al.,
 * Nature Communications 15, 2024.
 */
final class CurrentBasedIntegrator implements NeuronModel {
  @Override
  public String name() {
    return "cuba_li";
  }

  @Override
  public String summary() {
    return "Leaky integrator behind an exponential synaptic current, no threshold, output v.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        SharedParameters.tauM(),
        SharedParameters.tauSyn(),
        CurrentBasedLif.W_IN,
        SharedParameters.resistance(),
        SharedParameters.restingPotential(0));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Discretisation.OPTION, InputKind.OPTION);
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of(Variable.startingAt("v", "mV", "E_L"), Variable.of("i", ""));
  }

  @Override
  public boolean graded() {
    return true;
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    CurrentBased leak = CurrentBased.of(columns, columns.all(0));
    return (state, input, tick, noise, spikes) -> {
      leak.advance(state[0], state[1], input[0]);
      GradedOutput.send(state[0], spikes);
    };
  }
}
