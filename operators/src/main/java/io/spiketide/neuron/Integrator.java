package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Integrator without threshold: {@code v ← v + R x}. Its output at each tick is v.
 *
 * <p>Source: type I of the neuromorphic intermediate representation, J. E. Pedersen et al., Nature
 * Communications 15, 2024.
 */
final class Integrator implements NeuronModel {
  @Override
  public String name() {
    return "integrator";
  }

  @Override
  public String summary() {
    return "Integrator without leak and threshold, output v: v += R x.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(SharedParameters.resistance());
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of(Variable.of("v", "mV"));
  }

  @Override
  public boolean graded() {
    return true;
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    AffineStep add = AffineStep.toZero(columns, columns.all(1), columns.of("R"));
    return (state, input, tick, noise, spikes) -> {
      add.advance(state[0], input[0]);
      GradedOutput.send(state[0], spikes);
    };
  }
}
