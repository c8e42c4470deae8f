package io.spiketide.plasticity;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Signal;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Remote supervision: a neuron learns to fire when it is told to. The wanted spikes come as a
 * learning signal.
 *
 * <pre>
 * a spike arrives:            x <- x + 1,  x decays with tau
 * a target should have fired: w <- w + eta (a + x)
 * a target fires:             w <- w - eta (a + x)
 * </pre>
 *
 * <p>Where it fires as wanted the two cancel.
 *
 * <p>Source: Ponulak and Kasinski (2010), Neural Comput. 22:467-510.
 */
final class ReSuMe implements LearningRule {
  private static final int X = 0;
  private static final int X_CELL = 0;

  @Override
  public String name() {
    return "resume";
  }

  @Override
  public String summary() {
    return "Remote supervision: target neurons learn to fire at the times of a teacher's spikes.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("eta", "", 0.01, Bound.NON_NEGATIVE, "Learning rate."),
        ParameterSpec.of("a", "", 0, Bound.NON_NEGATIVE, "Change without a spike of the source."),
        ParameterSpec.of("tau", "ms", 10, Bound.POSITIVE, "Window; that of the membrane is best."),
        WeightBounds.W_MIN,
        WeightBounds.W_MAX);
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
  public Need signal() {
    return Need.REQUIRED;
  }

  @Override
  public Set<Signal.Kind> signalKinds() {
    return EnumSet.of(Signal.Kind.TARGET);
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    return new Compiled(settings);
  }

  private static final class Compiled implements Plasticity {
    private final Fan columns;
    private final WeightBounds bounds;
    private final Traces pre;
    private final double eta;
    private final double a;

    Compiled(LearningSettings settings) {
      columns = settings.synapses().columns();
      bounds = WeightBounds.of(settings);
      pre = settings.traces("tau", false);
      eta = settings.value("eta");
      a = settings.value("a");
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      pre.add(state.pre[X], state.rule[X_CELL], spikes, tick);
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long tick) {
      change(state, spikes, -state.rate * eta, tick);
    }

    @Override
    public void signal(LearningState state, Spikes wanted, long tick) {
      change(state, wanted, state.rate * eta, tick);
    }

    private void change(LearningState state, Spikes spikes, double amount, long tick) {
      if (amount == 0) {
        return;
      }
      double[] x = state.pre[X];
      double decay = pre.at(x, state.rule[X_CELL], tick);
      for (int s = 0; s < spikes.size(); s++) {
        int from = columns.starts()[spikes.neuron(s)];
        int to = columns.starts()[spikes.neuron(s) + 1];
        double by = amount * spikes.count(s);
        for (int k = from; k < to; k++) {
          int place = columns.weights()[k];
          double change = by * (a + decay * x[columns.neurons()[k]]);
          state.weights[place] = bounds.clip(state.weights[place] + change);
        }
        state.updates += to - from;
      }
    }
  }
}
