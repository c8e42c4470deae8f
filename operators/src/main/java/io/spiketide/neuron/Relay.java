package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Passes on what arrives: {@code output = x}, in the unit of the input. No state, no threshold.
 *
 * <p>Stands for the nodes of an imported graph that compute but do not remember, such as pooling.
 */
final class Relay implements NeuronModel {
  @Override
  public String name() {
    return "relay";
  }

  @Override
  public String summary() {
    return "Passes on the sum of what arrives in a tick; no state, no threshold.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of();
  }

  @Override
  public boolean graded() {
    return true;
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    return (state, input, tick, noise, spikes) -> GradedOutput.send(input[0], spikes);
  }
}
