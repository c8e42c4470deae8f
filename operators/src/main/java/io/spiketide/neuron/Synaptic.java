package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * snnTorch's Synaptic: {@code syn ← alpha syn + x}, {@code u ← beta u + syn} with the new syn;
 * where the old u is above the threshold, the new u minus the threshold ({@code reset: subtract}),
 * 0 ({@code zero}; syn is kept) or unchanged ({@code none}).
 *
 * <p>Fires where the new u is above the threshold. x, syn and u are plain numbers; the length of
 * the step is in alpha and beta. For {@code reset_delay: off} see {@link DelayedReset}, which also
 * names the source.
 */
final class Synaptic implements NeuronModel {
  @Override
  public String name() {
    return "synaptic";
  }

  @Override
  public String summary() {
    return "snnTorch's Synaptic: decay factors of current and membrane, reset a step late.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        DelayedReset.factor("alpha", 0.9, "What is left of the synaptic current after a step."),
        DelayedReset.factor("beta", 0.8, "What is left of the membrane after a step."),
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
    return List.of(Variable.of("u", ""), Variable.of("syn", ""));
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    AffineStep synapse = AffineStep.toZero(columns, columns.of("alpha"), columns.all(1));
    DelayedResetMembrane membrane =
        DelayedResetMembrane.zeroingTheNew(columns, columns.of("beta"), columns.all(1));
    return (state, input, tick, noise, spikes) -> {
      synapse.advance(state[1], input[0]);
      membrane.step(state[0], state[1], spikes);
    };
  }
}
