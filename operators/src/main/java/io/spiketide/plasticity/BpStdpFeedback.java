package io.spiketide.plasticity;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.List;

/**
 * Lets the weights, by which the errors of BP-STDP come back to hidden neurons, follow those by
 * which these reach the outputs. When the error of output k comes to hidden neuron j
 *
 * <pre>
 *   g_jk ← g_jk + eta error_k n_j
 * </pre>
 *
 * <p>n_j are the spikes of j in the last window that is over. It is the very change that {@code
 * bp_stdp} makes on the way there: weights that begin as those of the way there stay so, and the
 * error of a hidden neuron is the sum of weight times error over its outputs.
 *
 * <p>Source: A. Tavanaei, A. Maida, BP-STDP: approximating backpropagation using spike timing
 * dependent plasticity, Neurocomputing 330:39-47, 2019, equation 16.
 */
final class BpStdpFeedback implements LearningRule {
  @Override
  public String name() {
    return "bp_stdp_feedback";
  }

  @Override
  public String summary() {
    return "BP-STDP of the way back: its weights change as those of the way to the outputs.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return WindowCounts.parameters();
  }

  @Override
  public List<Variable> postVariables() {
    return WindowCounts.variables();
  }

  @Override
  public boolean allowsSharedWeights() {
    return false;
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    Fan rows = settings.synapses().rows();
    WeightBounds bounds = WeightBounds.of(settings);
    WindowCounts counts = new WindowCounts(settings.wholeSteps("window"));
    double eta = settings.value("eta");
    return new Plasticity() {
      @Override
      public boolean everyTick() {
        return true;
      }

      @Override
      public void arrived(LearningState state, Spikes errors, long tick) {
        for (int s = 0; state.rate != 0 && s < errors.size(); s++) {
          learn(state, errors.neuron(s), state.rate * eta * errors.count(s));
        }
      }

      private void learn(LearningState state, int output, double amount) {
        double[] spikes = counts.last(state.post);
        int from = rows.starts()[output];
        int to = rows.starts()[output + 1];
        for (int k = from; k < to; k++) {
          int place = rows.weights()[k];
          double w = state.weights[place] + amount * spikes[rows.neurons()[k]];
          state.weights[place] = bounds.clip(w);
        }
        state.updates += to - from;
      }

      @Override
      public void fired(LearningState state, Spikes spikes, long tick) {
        counts.add(state.post, spikes);
      }

      @Override
      public void tick(LearningState state, long tick) {
        counts.tickEnded(state.post, tick);
      }
    };
  }
}
