package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * snnTorch's Leaky: with R = 1 where the old u is above the threshold, else 0
 *
 * <pre>
 *   reset: subtract     u ← beta u + x - R threshold
 *   reset: zero         u ← beta (1 - R) u + x
 *   reset: none         u ← beta u + x
 * </pre>
 *
 * <p>Fires where the new u is above the threshold. x and u are plain numbers; the length of the
 * step is in beta. For {@code reset_delay: off} see {@link DelayedReset}, which also names the
 * source.
 */
final class Leaky implements NeuronModel {
  @Override
  public String name() {
    return "leaky";
  }

  @Override
  public String summary() {
    return "snnTorch's Leaky: a decay factor per step, reset a step late.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        DelayedReset.factor("beta", 0.9, "What is left of the membrane after a step."),
        DelayedReset.THRESHOLD);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(DelayedReset.OPTION, DelayedReset.DELAY);
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of(Variable.of("u", ""));
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    DelayedResetMembrane membrane =
        DelayedResetMembrane.zeroingTheOld(columns, columns.of("beta"), columns.all(1));
    return (state, input, tick, noise, spikes) -> membrane.step(state[0], input[0], spikes);
  }
}
