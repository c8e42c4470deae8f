package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Leaky integrate-and-fire: {@code tau_m dv/dt = (E_L - v) + R (x + I_e)}, in a step of length h
 *
 * <pre>
 *   v ← E_L + decay (v - E_L) + gain R (x + I_e)
 *
 *   discretisation       decay            gain
 *   snntorch, norse      1 - h/tau_m      h/tau_m
 *   exact                e^(-h/tau_m)     1 - e^(-h/tau_m)
 *   sinabs, rockpool     e^(-h/tau_m)     h/tau_m
 * </pre>
 *
 * <p>x is a current that lasts for the tick; with {@code input: jump} its gain is 1 and v jumps by
 * {@code R x} at the end of the step.
 *
 * <p>With {@code precision: single} and {@code discretisation: norse}, see {@link SingleEuler}.
 *
 * <p>At threshold: as {@link IntegrateAndFire}; then v stays where the reset put it for t_ref.
 *
 * <p>Source: type LIF of the neuromorphic intermediate representation, J. E. Pedersen et al.,
 * Nature Communications 15, 2024.
 */
final class LeakyIntegrateAndFire implements NeuronModel {
  @Override
  public String name() {
    return "lif";
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire: tau_m dv/dt = (E_L - v) + R (x + I_e).";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        SharedParameters.tauM(),
        SharedParameters.resistance(),
        SharedParameters.restingPotential(0),
        SharedParameters.threshold(1),
        SharedParameters.resetPotential(0),
        SharedParameters.refractoryTime(0),
        SharedParameters.biasCurrent(""));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(ResetRule.OPTION, Discretisation.OPTION, InputKind.OPTION, Precision.OPTION);
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of(Variable.startingAt("v", "mV", "E_L"), Refractory.VARIABLE);
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    Discretisation discretisation = Discretisation.of(columns);
    Refractory refractory = Refractory.of(columns);
    Firing firing = ResetRule.firing(columns, discretisation, refractory);
    if (Precision.of(columns) == Precision.SINGLE) {
      return single(columns, firing);
    }
    AffineStep leak = discretisation.membrane(columns, InputKind.of(columns), columns.of("I_e"));
    Membrane membrane = new Membrane(leak, firing, refractory);
    return (state, input, tick, noise, spikes) ->
        membrane.step(state[0], state[1], input[0], spikes);
  }

  private static Dynamics single(Columns columns, Firing firing) {
    if (!columns.option(Discretisation.OPTION.name()).equals("norse")
        || InputKind.of(columns) == InputKind.JUMP) {
      throw new IllegalArgumentException(
          "precision single is the arithmetic of Norse; use it with discretisation: norse and"
              + " input: current, or take precision: double");
    }
    SingleEuler euler = new SingleEuler(columns);
    return (state, input, tick, noise, spikes) -> {
      euler.advance(state[0], input[0], state[1]);
      firing.fireOrCountDown(state[0], state[1], spikes);
      Precision.SINGLE.round(state[0]);
    };
  }
}
