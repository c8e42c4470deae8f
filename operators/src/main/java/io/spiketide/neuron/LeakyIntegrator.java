package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Leaky integrator without threshold: {@code tau_m dv/dt = (E_L - v) + R x}, discretised as {@link
 * LeakyIntegrateAndFire}. Its output at each tick is v.
 *
 * <p>Source: type LI of the neuromorphic intermediate representation, J. E. Pedersen et al., Nature
 * Communications 15, 2024.
 */
final class LeakyIntegrator implements NeuronModel {
  @Override
  public String name() {
    return "li";
  }

  @Override
  public String summary() {
    return "Leaky integrator without threshold, output v: tau_m dv/dt = (E_L - v) + R x.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        SharedParameters.tauM(),
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
    return List.of(Variable.startingAt("v", "mV", "E_L"));
  }

  @Override
  public boolean graded() {
    return true;
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    AffineStep leak =
        Discretisation.of(columns).membrane(columns, InputKind.of(columns), columns.all(0));
    return (state, input, tick, noise, spikes) -> {
      leak.advance(state[0], input[0]);
      GradedOutput.send(state[0], spikes);
    };
  }
}
