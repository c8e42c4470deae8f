package io.spiketide.plasticity;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.List;

/**
 * Expectation maximisation by spikes: the probabilistic STDP of stochastic winner-take-all
 * circuits. When a target fires:
 *
 * <pre>
 *   w <- w + eta (exp(shift - w) - 1)    for inputs that fired within the window
 *   w <- w - eta                         for all others
 * </pre>
 *
 * <p>At rest {@code w = shift + ln P(input fired | target fires)}: with shift 0 weights are log
 * probabilities, below 0; a shift makes those positive that are probable enough. Together with the
 * competition {@code softmax} the target's spike is a sample of the expectation step, the update
 * the maximisation step of a mixture of multinomials.
 *
 * <p>Source: Nessler, Pfeiffer, Buesing and Maass (2013), PLoS Comput. Biol. 9:e1003037.
 */
final class EmStdp implements LearningRule {
  private static final int ARRIVED = 0;

  @Override
  public String name() {
    return "em_stdp";
  }

  @Override
  public String summary() {
    return "Weights become log probabilities of inputs, given that the target fires.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("eta", "", 0.01, Bound.NON_NEGATIVE, "Learning rate."),
        ParameterSpec.of("shift", "", 5, Bound.NON_NEGATIVE, "Makes weights positive."),
        ParameterSpec.of("window", "ms", 10, Bound.POSITIVE, "How long an input counts."),
        ParameterSpec.of("w_min", "", 0, Bound.ANY, "Smallest weight."),
        ParameterSpec.of("w_max", "", 5, Bound.ANY, "Largest weight."));
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("arrived"));
  }

  @Override
  public boolean allowsSharedWeights() {
    return false;
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    return new Compiled(settings);
  }

  private static final class Compiled implements Plasticity {
    private final Fan columns;
    private final WeightBounds bounds;
    private final double eta;
    private final double lift;
    private final long window;

    Compiled(LearningSettings settings) {
      columns = settings.synapses().columns();
      bounds = WeightBounds.of(settings);
      eta = settings.value("eta");
      lift = StrictMath.exp(settings.value("shift"));
      window = Math.max(1, Math.round(settings.value("window") / settings.time().stepMillis()));
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      for (int s = 0; s < spikes.size(); s++) {
        state.pre[ARRIVED][spikes.neuron(s)] = tick + 1;
      }
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long tick) {
      for (int s = 0; state.rate != 0 && s < spikes.size(); s++) {
        learn(state, spikes.neuron(s), tick);
      }
    }

    private void learn(LearningState state, int target, long tick) {
      double[] arrived = state.pre[ARRIVED];
      double[] weights = state.weights;
      double rate = eta * state.rate;
      int to = columns.starts()[target + 1];
      for (int k = columns.starts()[target]; k < to; k++) {
        double last = arrived[columns.neurons()[k]];
        boolean recent = last != 0 && tick + 1 - (long) last < window;
        double w = weights[columns.weights()[k]];
        double drive = recent ? lift * StrictMath.exp(-w) - 1 : -1;
        weights[columns.weights()[k]] = bounds.clip(w + rate * drive);
      }
      state.updates += to - columns.starts()[target];
    }
  }
}
