package io.spiketide.plasticity;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.network.Settings;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.List;

/**
 * E-prop for synapses onto a readout of model {@code eprop_output}. In each tick, for source j and
 * readout k
 *
 * <pre>
 *   x_j  ← kappa x_j + arrivals of j               kappa of the readout
 *   g_kj ← g_kj + error_k x_j
 * </pre>
 *
 * <p>Weights descend g as {@link Descent} says.
 *
 * <p>Source: G. Bellec et al., A solution to the learning dilemma for recurrent networks of spiking
 * neurons, Nature Communications 11:3625, 2020, methods.
 */
final class EpropReadout implements LearningRule {
  private static final int TRACE = 0;

  @Override
  public String name() {
    return "eprop_readout";
  }

  @Override
  public String summary() {
    return "E-prop of the readout: its error times the filtered spikes of its sources.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Descent.parameters();
  }

  @Override
  public List<OptionSpec> options() {
    return Descent.options();
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("x"));
  }

  @Override
  public List<Variable> ruleVariables() {
    return Descent.ruleVariables();
  }

  @Override
  public List<Variable> synapseVariables(Settings rule) {
    return Descent.synapseVariables(rule);
  }

  @Override
  public List<String> neuronVariables() {
    return List.of("error");
  }

  @Override
  public boolean allowsSharedWeights() {
    return false;
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    Fan columns = settings.synapses().columns();
    Descent descent = new Descent(settings, 0, columns.weights());
    Filter trace =
        new Filter(new Decay(settings.time().stepMillis(), Filter.oneTau(settings.neurons())));
    return new Plasticity() {
      @Override
      public boolean everyTick() {
        return true;
      }

      @Override
      public void arrived(LearningState state, Spikes spikes, long tick) {
        Filter.add(state.pre[TRACE], spikes);
      }

      @Override
      public void tick(LearningState state, long tick) {
        double[] error = state.neurons[0];
        for (int target = 0; target < error.length; target++) {
          if (error[target] != 0 && state.rate != 0) {
            learn(descent.gradient(state), state.pre[TRACE], target, error[target]);
          }
        }
        trace.fade(state.pre[TRACE]);
        descent.tickEnded(state, tick);
      }

      private void learn(double[] gradient, double[] x, int target, double error) {
        int[] sources = columns.neurons();
        int to = columns.starts()[target + 1];
        for (int k = columns.starts()[target]; k < to; k++) {
          gradient[k] += error * x[sources[k]];
        }
      }

      @Override
      public void episodeEnded(LearningState state, int label, long tick) {
        descent.episodeEnded(state);
      }
    };
  }
}
