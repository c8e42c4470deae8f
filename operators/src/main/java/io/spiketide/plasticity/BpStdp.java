package io.spiketide.plasticity;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.List;

/**
 * BP-STDP, backpropagation by counts of spikes, for synapses onto neurons of model {@code bp_if}.
 * When an error has come to target j (its receptor {@code learning_signal})
 *
 * <pre>
 *   w_ji ← w_ji + eta error_j n_i                  gate: none, for outputs
 *   w_ji ← w_ji + eta error_j n_i [n_j > 0]        gate: fired, for hidden neurons
 * </pre>
 *
 * <p>n are the spikes in the last window that is over: those of source i that arrived, those that
 * target j fired. Windows begin at the ticks that are multiples of {@code window}, as those of
 * {@code bp_error}; the way back of the error must not take longer than one. An output gets its own
 * error back, one to one with weight 1; a hidden neuron what comes over {@code bp_stdp_feedback}.
 *
 * <p>Source: A. Tavanaei, A. Maida, BP-STDP: approximating backpropagation using spike timing
 * dependent plasticity, Neurocomputing 330:39-47, 2019, equations 12 to 17.
 */
final class BpStdp implements LearningRule {
  private static final int SIGNAL = 0;
  private static final String GATE = "gate";
  private static final String FIRED = "fired";

  @Override
  public String name() {
    return "bp_stdp";
  }

  @Override
  public String summary() {
    return "BP-STDP: an error times the spikes of the sources in a window of time.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return WindowCounts.parameters();
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(GATE, List.of("none", FIRED), "Whether targets that were silent learn."));
  }

  @Override
  public List<Variable> preVariables() {
    return WindowCounts.variables();
  }

  @Override
  public List<Variable> postVariables() {
    return WindowCounts.variables();
  }

  @Override
  public List<String> neuronVariables() {
    return List.of("learning_signal");
  }

  @Override
  public boolean allowsSharedWeights() {
    return false;
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    Fan columns = settings.synapses().columns();
    WeightBounds bounds = WeightBounds.of(settings);
    WindowCounts counts = new WindowCounts(settings.wholeSteps("window"));
    double eta = settings.value("eta");
    boolean gated = settings.arguments().option(GATE).equals(FIRED);
    return new Plasticity() {
      @Override
      public boolean everyTick() {
        return true;
      }

      @Override
      public void arrived(LearningState state, Spikes spikes, long tick) {
        counts.add(state.pre, spikes);
      }

      @Override
      public void fired(LearningState state, Spikes spikes, long tick) {
        counts.add(state.post, spikes);
      }

      @Override
      public void tick(LearningState state, long tick) {
        double[] error = state.neurons[SIGNAL];
        double[] own = counts.last(state.post);
        for (int j = 0; state.rate != 0 && j < error.length; j++) {
          if (error[j] != 0 && !(gated && own[j] == 0)) {
            learn(state, j, state.rate * eta * error[j]);
          }
        }
        counts.tickEnded(state.pre, tick);
        counts.tickEnded(state.post, tick);
      }

      private void learn(LearningState state, int target, double amount) {
        double[] weights = state.weights;
        double[] spikes = counts.last(state.pre);
        int from = columns.starts()[target];
        int to = columns.starts()[target + 1];
        for (int k = from; k < to; k++) {
          int place = columns.weights()[k];
          weights[place] = bounds.clip(weights[place] + amount * spikes[columns.neurons()[k]]);
        }
        state.updates += to - from;
      }
    };
  }
}
