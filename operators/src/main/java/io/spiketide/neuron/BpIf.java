package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Integrate-and-fire without leak that learns by BP-STDP: {@code v ← v + x}, fires once where
 * {@code v > V_th}, then resets as {@code reset} says.
 *
 * <p>x is what arrives at receptor {@code input} in the tick. What arrives at receptor {@code
 * learning_signal} does nothing to the neuron: it is put down in a variable of that name, which the
 * learning rule {@code bp_stdp} reads.
 *
 * <p>Source: A. Tavanaei, A. Maida, BP-STDP: approximating backpropagation using spike timing
 * dependent plasticity, Neurocomputing 330:39-47, 2019.
 */
final class BpIf implements NeuronModel {
  private static final int V = 0;
  private static final int SIGNAL = 1;

  @Override
  public String name() {
    return "bp_if";
  }

  @Override
  public String summary() {
    return "Integrate-and-fire without leak that learns by BP-STDP.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(SharedParameters.threshold(1), SharedParameters.resetPotential(0));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(ResetRule.OPTION);
  }

  @Override
  public List<String> receptors() {
    return List.of("input", "learning_signal");
  }

  @Override
  public List<Variable> variables() {
    return List.of(Variable.of("v", "mV"), Variable.of("learning_signal", ""));
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    AffineStep add = AffineStep.toZero(columns, columns.all(1), columns.all(1));
    Firing firing = ResetRule.firing(columns, Discretisation.EXACT, Refractory.never(columns));
    return (state, input, tick, noise, spikes) -> {
      add.advance(state[V], input[0]);
      firing.fire(state[V], spikes);
      System.arraycopy(input[1], 0, state[SIGNAL], 0, input[1].length);
    };
  }
}
