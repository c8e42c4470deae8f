package io.spiketide.plasticity;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Settings;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the weights, by which the errors of a readout come back to the neurons that learn, follow
 * those by which the neurons reach the readout. For readout k and neuron j
 *
 * <pre>
 *   g_jk ← g_jk + error_k y_j        when an error comes, a tick late
 *   y_j  ← kappa y_j + z_j           kappa = e^(-h/tau_out), that of the readout
 * </pre>
 *
 * <p>This is the gradient that {@code eprop_readout} takes for the way there. Weights that begin as
 * those of the way there stay so, <em>symmetric</em> feedback; others, with a decay on both ways,
 * come to be so, <em>adaptive</em> feedback. <em>Random</em> feedback needs no rule.
 *
 * <p>Source: G. Bellec et al., A solution to the learning dilemma for recurrent networks of spiking
 * neurons, Nature Communications 11:3625, 2020, methods.
 */
final class EpropFeedback implements LearningRule {
  private static final int FILTERED = 0;

  @Override
  public String name() {
    return "eprop_feedback";
  }

  @Override
  public String summary() {
    return "E-prop of the way back: its weights change as those of the way to the readout.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> all = new ArrayList<>();
    all.add(
        ParameterSpec.of("tau_out", "ms", 20, Bound.POSITIVE, "tau_m of the readout that errs."));
    all.addAll(Descent.parameters());
    return List.copyOf(all);
  }

  @Override
  public List<OptionSpec> options() {
    return Descent.options();
  }

  @Override
  public List<Variable> ruleVariables() {
    return Descent.ruleVariables();
  }

  @Override
  public List<Variable> postVariables() {
    return List.of(Variable.of("y"));
  }

  @Override
  public List<Variable> synapseVariables(Settings rule) {
    return Descent.synapseVariables(rule);
  }

  @Override
  public List<String> neuronVariables() {
    return List.of("z");
  }

  @Override
  public boolean allowsSharedWeights() {
    return false;
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    Fan rows = settings.synapses().rows();
    Descent descent = new Descent(settings, 0, rows.weights());
    double decay = settings.decay("tau_out").perTick();
    return new Plasticity() {
      @Override
      public boolean everyTick() {
        return true;
      }

      @Override
      public void arrived(LearningState state, Spikes spikes, long tick) {
        for (int s = 0; state.rate != 0 && s < spikes.size(); s++) {
          learn(descent.gradient(state), state.post[FILTERED], spikes.neuron(s), spikes.count(s));
        }
      }

      private void learn(double[] gradient, double[] filtered, int source, double error) {
        int[] targets = rows.neurons();
        int to = rows.starts()[source + 1];
        for (int k = rows.starts()[source]; k < to; k++) {
          gradient[k] += error * filtered[targets[k]];
        }
      }

      @Override
      public void tick(LearningState state, long tick) {
        double[] filtered = state.post[FILTERED];
        double[] z = state.neurons[0];
        for (int j = 0; j < filtered.length; j++) {
          filtered[j] = Row.quiet(decay * filtered[j] + z[j]);
        }
        descent.tickEnded(state, tick);
      }

      @Override
      public void episodeEnded(LearningState state, int label, long tick) {
        descent.episodeEnded(state);
      }
    };
  }
}
