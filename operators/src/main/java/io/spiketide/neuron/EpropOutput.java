package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * Leaky readout that compares itself with a target and sends the difference. In a step of length h
 *
 * <pre>
 *   v ← kappa v + x                                kappa = e^(-h/tau_m)
 *   loss: squared         error = v - target
 *   loss: cross_entropy   error = softmax(v) - target, over the population
 * </pre>
 *
 * <p>x is what arrives at receptor {@code input}, the target what arrives at receptor {@code
 * target}: numbers, or 1 at the class that is right. A target stays for {@code hold}, the tick in
 * which it comes included, or until another one comes. With {@code teach: on_target} the error is 0
 * where there is no target; with {@code always} no target means a target of 0.
 *
 * <p>The output at each tick is the error: projected to receptor {@code learning_signal} of the
 * neurons that learn, it is their learning signal. What the readout says is v.
 *
 * <p>Source: G. Bellec et al., A solution to the learning dilemma for recurrent networks of spiking
 * neurons, Nature Communications 11:3625, 2020, equations 4, 11 and 12 and methods.
 */
final class EpropOutput implements NeuronModel {
  private static final int V = 0;
  private static final int TARGET = 1;
  private static final int LEFT = 2;
  private static final int ERROR = 3;
  private static final String CROSS_ENTROPY = "cross_entropy";
  private static final String ALWAYS = "always";

  @Override
  public String name() {
    return "eprop_output";
  }

  @Override
  public String summary() {
    return "Leaky readout of e-prop: sends the difference of v, or of its softmax, to a target.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(SharedParameters.tauM(20), HeldTarget.HOLD);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec("loss", List.of("squared", CROSS_ENTROPY), "Which error is made smaller."),
        new OptionSpec("teach", List.of("on_target", ALWAYS), "When there is an error."));
  }

  @Override
  public List<String> receptors() {
    return List.of("input", "target");
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.of("v", "mV"),
        Variable.of("target", "mV"),
        Variable.of("held", "steps"),
        Variable.of("error", "mV"));
  }

  @Override
  public boolean graded() {
    return true;
  }

  /** A target for one of them teaches all, and a softmax is over all. */
  @Override
  public boolean couplesNeurons() {
    return true;
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    AffineStep leak =
        AffineStep.toZero(
            columns,
            columns.derive(k -> Propagators.decay(columns.step(), columns.of("tau_m")[k])),
            columns.all(1));
    HeldTarget held = HeldTarget.of(columns);
    boolean softmax = columns.option("loss").equals(CROSS_ENTROPY);
    boolean always = columns.option("teach").equals(ALWAYS);
    return (state, input, tick, noise, spikes) -> {
      leak.advance(state[V], input[0]);
      boolean taught = held.take(state[TARGET], state[LEFT], input[1]);
      double[] error = state[ERROR];
      for (int i = 0; i < error.length; i++) {
        error[i] = taught || always ? state[V][i] : 0;
      }
      if (taught || always) {
        if (softmax) {
          softmax(error);
        }
        for (int i = 0; i < error.length; i++) {
          error[i] -= state[TARGET][i];
        }
      }
      GradedOutput.send(error, spikes);
    };
  }

  private static void softmax(double[] x) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : x) {
      largest = Math.max(largest, value);
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = StrictMath.exp(x[i] - largest);
      sum += x[i];
    }
    for (int i = 0; i < x.length; i++) {
      x[i] /= sum;
    }
  }
}
