package io.spiketide.plasticity;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Signal;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The delta rule of a readout whose classes are blocks of its target neurons: when a label comes,
 * or an episode ends whose label is known,
 *
 * <pre>
 * w <- w + eta x (d - y)      d is 1 for neurons of the label's class, 0 for others
 * y = v                           error: linear
 * y = e^v / sum of e^v            error: softmax, logistic regression
 * y = 1 where v > 0, else 0       error: perceptron
 * y = w                           error: weight, w becomes the mean of d, weighted by x
 * </pre>
 *
 * <p>x is the trace of the source's spikes with time constant tau, v the potential of the target
 * neuron. Take leaky integrators (li) with {@code tau_m} equal to tau; then the change is down the
 * gradient of the squared error or the cross-entropy.
 *
 * <p>Source: Widrow and Hoff (1960), IRE WESCON Convention Record 4:96-104.
 */
final class DeltaRule implements LearningRule {
  private static final int V = 0;
  private static final int X = 0;
  private static final int X_CELL = 0;

  @Override
  public String name() {
    return "delta";
  }

  @Override
  public String summary() {
    return "Delta rule: a readout learns labels, at a signal or at the end of an episode.";
  }

  @Override
  public boolean couplesTargets() {
    return true;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("eta", "", 0.01, Bound.NON_NEGATIVE, "Learning rate."),
        ParameterSpec.of("tau", "ms", 100, Bound.POSITIVE, "Trace of the source's spikes."),
        ParameterSpec.of("w_min", "", -10, Bound.ANY, WeightBounds.W_MIN.doc()),
        ParameterSpec.of("w_max", "", 10, Bound.ANY, WeightBounds.W_MAX.doc()));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            "error",
            Arrays.stream(Output.values()).map(Output::word).toList(),
            "What is compared with the label."));
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
  public List<String> neuronVariables() {
    return List.of("v");
  }

  /** Names the classes; it may bring the labels, too, if marks of episodes do not. */
  @Override
  public Need signal() {
    return Need.REQUIRED;
  }

  @Override
  public Set<Signal.Kind> signalKinds() {
    return EnumSet.of(Signal.Kind.LABEL);
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    return new Compiled(settings);
  }

  private enum Output {
    LINEAR,
    SOFTMAX,
    PERCEPTRON,
    WEIGHT;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Output of(String word) {
      return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst().orElseThrow();
    }
  }

  private static final class Compiled implements Plasticity {
    private final Fan columns;
    private final WeightBounds bounds;
    private final Traces pre;
    private final int[] classes;
    private final double eta;
    private final Output output;
    private final boolean byWeight;

    Compiled(LearningSettings settings) {
      columns = settings.synapses().columns();
      bounds = WeightBounds.of(settings);
      pre = settings.traces("tau", false);
      classes = settings.classes();
      eta = settings.value("eta");
      output = Output.of(settings.arguments().option("error"));
      byWeight = output == Output.WEIGHT;
      if (output == Output.SOFTMAX && settings.neurons().neurons() < settings.target().size()) {
        throw new IllegalArgumentException(
            "error: softmax needs all neurons of the population, which is cut into shards;"
                + " do not cut it, or use error: linear");
      }
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      pre.add(state.pre[X], state.rule[X_CELL], spikes, tick);
    }

    @Override
    public void signal(LearningState state, Spikes labels, long tick) {
      for (int s = 0; s < labels.size(); s++) {
        learn(state, labels.neuron(s), tick);
      }
    }

    /** The last tick of the episode is over. */
    @Override
    public void episodeEnded(LearningState state, int label, long tick) {
      if (label >= 0) {
        learn(state, label, tick - 1);
      }
    }

    private void learn(LearningState state, int label, long tick) {
      if (state.rate == 0) {
        return;
      }
      double[] v = state.neurons[V];
      double largest = Arrays.stream(v).max().orElse(0);
      double sum = 0;
      for (int n = 0; output == Output.SOFTMAX && n < v.length; n++) {
        sum += StrictMath.exp(v[n] - largest);
      }
      for (int n = 0; n < v.length; n++) {
        double wanted = classes[n] == label ? 1 : 0;
        double y =
            switch (output) {
              case LINEAR -> v[n];
              case SOFTMAX -> StrictMath.exp(v[n] - largest) / sum;
              case PERCEPTRON -> v[n] > 0 ? 1 : 0;
              case WEIGHT -> 0;
            };
        change(state, n, wanted, y, tick);
      }
    }

    private void change(LearningState state, int target, double wanted, double y, long tick) {
      double[] x = state.pre[X];
      double amount = state.rate * eta * pre.at(x, state.rule[X_CELL], tick);
      double[] weights = state.weights;
      int from = columns.starts()[target];
      int to = columns.starts()[target + 1];
      for (int k = from; k < to; k++) {
        int place = columns.weights()[k];
        double actual = byWeight ? weights[place] : y;
        double change = amount * x[columns.neurons()[k]] * (wanted - actual);
        weights[place] = bounds.clip(weights[place] + change);
      }
      state.updates += to - from;
    }
  }
}
