package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Fires where what arrives in a tick is above a threshold: {@code spike if x > V_th}. No state.
 *
 * <p>Source: type Threshold of the neuromorphic intermediate representation, J. E. Pedersen et al.,
 * Nature Communications 15, 2024.
 */
final class Threshold implements NeuronModel {
  @Override
  public String name() {
    return "threshold";
  }

  @Override
  public String summary() {
    return "Fires where the sum of what arrives in a tick is above V_th; no state.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(SharedParameters.threshold(1));
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
  public Dynamics compile(PopulationSettings settings) {
    double[] threshold = settings.each("V_th");
    return (state, input, tick, noise, spikes) -> {
      double[] x = input[0];
      int n = x.length;
      for (int i = Crossings.next(x, threshold, 0);
          i < n;
          i = Crossings.next(x, threshold, i + 1)) {
        spikes.add(i);
      }
    };
  }
}
