package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Integrate-and-fire without leak: {@code v ← v + R x}, x in units of the input, no time step in
 * it.
 *
 * <p>At threshold: fires once where {@code v > V_th} and resets as {@code reset} says. With {@code
 * discretisation: sinabs} or {@code rockpool} it fires {@code floor(v / V_th)} times where {@code v
 * >= V_th}, each taking V_th away; with {@code sinabs} v is held at or above {@code -V_th}.
 *
 * <p>With {@code precision: single} v is rounded to 32 bits after the addition and after a reset.
 *
 * <p>Source: type IF of the neuromorphic intermediate representation, J. E. Pedersen et al., Nature
 * Communications 15, 2024; every simulator of it adds the weighted spike count of a step.
 */
final class IntegrateAndFire implements NeuronModel {
  @Override
  public String name() {
    return "if";
  }

  @Override
  public String summary() {
    return "Integrate-and-fire without leak: v += R x.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        SharedParameters.resistance(),
        SharedParameters.threshold(1),
        SharedParameters.resetPotential(0));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(ResetRule.OPTION, Discretisation.OPTION, Precision.OPTION);
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
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    AffineStep add = AffineStep.toZero(columns, columns.all(1), columns.of("R"));
    Firing firing =
        ResetRule.firing(columns, Discretisation.of(columns), Refractory.never(columns));
    Precision precision = Precision.of(columns);
    return (state, input, tick, noise, spikes) -> {
      add.advance(state[0], input[0]);
      precision.round(state[0]);
      firing.fire(state[0], spikes);
      precision.round(state[0]);
    };
  }
}
