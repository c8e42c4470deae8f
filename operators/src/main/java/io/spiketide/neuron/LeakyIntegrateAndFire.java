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
    return List.of(ResetRule.OPTION, Discretisation.OPTION, InputKind.OPTION);
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
    AffineStep leak = discretisation.membrane(columns, InputKind.of(columns), columns.of("I_e"));
    Refractory refractory = Refractory.of(columns);
    Firing firing = ResetRule.firing(columns, discretisation, refractory);
    Membrane membrane = new Membrane(leak, firing, refractory);
    return (state, input, tick, noise, spikes) ->
        membrane.step(state[0], state[1], input[0], spikes);
  }
}
