package io.spiketide.plasticity;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.ArrayList;
import java.util.List;

/**
 * Plasticity at the spikes of the target alone: weights of sources that have fired shortly before
 * grow, those of others shrink.
 *
 * <pre>
 * a spike arrives:  x <- 1 (pairs: nearest) or x + 1 (pairs: all);  x decays with tau
 * a target fires:   w <- w + eta (x - x_tar) (w_max - w)^mu
 * </pre>
 *
 * <p>It costs one pass over a neuron's synapses for each of its own spikes, and nothing when spikes
 * arrive.
 *
 * <p>Source: Diehl and Cook (2015), Front. Comput. Neurosci. 9:99, section 2.3.
 */
final class TargetStdp implements LearningRule {
  private static final int X = 0;
  private static final int X_CELL = 0;
  private static final String ALL = "all";

  @Override
  public String name() {
    return "target_stdp";
  }

  @Override
  public String summary() {
    return "At a target's spike, weights grow by how lately their sources fired, less x_tar.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> parameters =
        new ArrayList<>(
            List.of(
                ParameterSpec.of("eta", "", 0.01, Bound.NON_NEGATIVE, "Learning rate."),
                ParameterSpec.of(
                    "x_tar", "", 0.4, Bound.ANY, "Trace at which a weight stays as it is."),
                ParameterSpec.of("tau", "ms", 20, Bound.POSITIVE, "Trace of the source's spikes."),
                ParameterSpec.of("mu", "", 0, Bound.NON_NEGATIVE, "0: as much for all weights."),
                WeightBounds.W_MIN,
                WeightBounds.W_MAX));
    parameters.addAll(Scaling.PARAMETERS);
    return parameters;
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec("pairs", List.of("nearest", ALL), "Which spikes of a source count."));
  }

  @Override
  public List<Variable> ruleVariables() {
    return List.of(Variable.of("x_cell"));
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("x"));
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    return Scaling.around(new Compiled(settings), settings);
  }

  private static final class Compiled implements Plasticity {
    private final Fan columns;
    private final WeightBounds bounds;
    private final Traces pre;
    private final double eta;
    private final double wanted;
    private final double mu;

    Compiled(LearningSettings settings) {
      columns = settings.synapses().columns();
      bounds = WeightBounds.of(settings);
      pre = settings.traces("tau", !settings.arguments().option("pairs").equals(ALL));
      eta = settings.value("eta");
      wanted = settings.value("x_tar");
      mu = settings.value("mu");
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      pre.add(state.pre[X], state.rule[X_CELL], spikes, tick);
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long tick) {
      if (state.rate == 0) {
        return;
      }
      double decay = pre.at(state.pre[X], state.rule[X_CELL], tick);
      for (int s = 0; s < spikes.size(); s++) {
        int target = spikes.neuron(s);
        change(state, target, state.rate * eta * spikes.count(s), decay);
      }
    }

    private void change(LearningState state, int target, double amount, double decay) {
      double[] weights = state.weights;
      double[] x = state.pre[X];
      int from = columns.starts()[target];
      int to = columns.starts()[target + 1];
      for (int k = from; k < to; k++) {
        int place = columns.weights()[k];
        double w = weights[place];
        double room = mu == 0 ? 1 : StrictMath.pow(bounds.max() - w, mu);
        weights[place] =
            bounds.clip(w + amount * (decay * x[columns.neurons()[k]] - wanted) * room);
      }
      state.updates += to - from;
    }
  }
}
