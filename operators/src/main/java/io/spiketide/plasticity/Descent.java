package io.spiketide.plasticity;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Descends a gradient that a rule adds up per weight: at the end of each episode, of each interval
 * or of each tick, plainly or by Adam.
 *
 * <pre>
 *   g ← g / batch                                  batch episodes or intervals add up to one step
 *   plain   w ← (1 - decay) w - eta g
 *   Adam    m ← beta_1 m + (1 - beta_1) g,  s ← beta_2 s + (1 - beta_2) g²
 *           w ← (1 - decay) w - eta m' / (√s' + epsilon),  m' = m / (1 - beta_1^n), s' likewise
 * </pre>
 *
 * <p>n counts the steps. While learning is off nothing is stepped, and what was added up is
 * forgotten.
 *
 * <p>Source of Adam: D. P. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015.
 */
final class Descent {
  private static final int GATHERED = 0;
  private static final int STEPS = 1;

  private static final String UPDATE = "update";
  private static final String INTERVAL = "interval";
  private static final String TICK = "tick";
  private static final String ADAM = "adam";
  private static final String OPTIMIZER = "optimizer";

  private final WeightBounds bounds;
  private final int firstSynapse;
  private final int[] weights;
  private final boolean perEpisode;
  private final long interval;
  private final boolean adam;
  private final double eta;
  private final double batch;
  private final double keep;
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  /**
   * @param firstSynapse index of {@link #synapseVariables} among those of the rule
   * @param weights which weight each gradient is of
   * @throws IllegalArgumentException if parameters contradict each other
   */
  Descent(LearningSettings settings, int firstSynapse, int[] weights) {
    this.bounds = WeightBounds.of(settings);
    this.firstSynapse = firstSynapse;
    this.weights = weights;
    String update = settings.arguments().option(UPDATE);
    perEpisode = update.equals("episode");
    interval = update.equals(TICK) ? 1 : settings.wholeSteps(INTERVAL);
    adam = isAdam(settings.arguments().options());
    eta = settings.value("eta");
    batch = settings.value("batch");
    if (batch < 1 || batch != Math.rint(batch)) {
      throw new IllegalArgumentException(
          "batch " + batch + " is no whole number from 1 on; give one");
    }
    keep = 1 - settings.value("decay");
    beta1 = settings.value("beta_1");
    beta2 = settings.value("beta_2");
    epsilon = settings.value("epsilon");
    if (adam && (beta1 >= 1 || beta2 >= 1)) {
      throw new IllegalArgumentException(
          "beta_1 %s and beta_2 %s: a mean that forgets nothing; keep both below 1"
              .formatted(beta1, beta2));
    }
  }

  private static boolean isAdam(Map<String, String> options) {
    return ADAM.equals(options.get(OPTIMIZER));
  }

  static List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("eta", "", 0.001, Bound.NON_NEGATIVE, "Learning rate."),
        ParameterSpec.of(
            INTERVAL, "ms", 1000, Bound.POSITIVE, "Time between steps with update: interval."),
        ParameterSpec.of(
            "batch", "", 1, Bound.POSITIVE, "Episodes or intervals whose mean makes one step."),
        ParameterSpec.of(
            "decay", "", 0, Bound.FRACTION, "Part of a weight that is lost with each step."),
        ParameterSpec.of("beta_1", "", 0.9, Bound.FRACTION, "Adam: forgetting of the mean."),
        ParameterSpec.of("beta_2", "", 0.999, Bound.FRACTION, "Adam: forgetting of the square."),
        ParameterSpec.of("epsilon", "", 1e-8, Bound.POSITIVE, "Adam: added to the root."),
        ParameterSpec.of(WeightBounds.W_MIN.name(), "", -100, Bound.ANY, WeightBounds.W_MIN.doc()),
        ParameterSpec.of(WeightBounds.W_MAX.name(), "", 100, Bound.ANY, WeightBounds.W_MAX.doc()));
  }

  static List<OptionSpec> options() {
    return List.of(
        new OptionSpec(UPDATE, List.of("episode", INTERVAL, TICK), "When weights change."),
        new OptionSpec(OPTIMIZER, List.of("plain", ADAM), "How they descend the gradient."));
  }

  /** What it remembers of the projection. */
  static List<LearningRule.Variable> ruleVariables() {
    return List.of(
        LearningRule.Variable.lasting("gathered", 0), LearningRule.Variable.lasting("steps", 0));
  }

  /**
   * What it remembers per weight: the gradient, and what Adam needs.
   *
   * @param rule as the description gives it
   */
  static List<LearningRule.Variable> synapseVariables(Settings rule) {
    LearningRule.Variable gradient = LearningRule.Variable.lasting("gradient", 0);
    return isAdam(rule.options())
        ? List.of(
            gradient,
            LearningRule.Variable.lasting("mean", 0),
            LearningRule.Variable.lasting("square", 0))
        : List.of(gradient);
  }

  /** The gradient that is added up. */
  double[] gradient(LearningState state) {
    return state.synapse[firstSynapse];
  }

  void tickEnded(LearningState state, long tick) {
    if (!perEpisode && Math.floorMod(tick + 1, interval) == 0) {
      gather(state);
    }
  }

  void episodeEnded(LearningState state) {
    if (perEpisode) {
      gather(state);
    }
  }

  private void gather(LearningState state) {
    if (state.rate == 0) {
      Arrays.fill(gradient(state), 0);
      return;
    }
    double[] gathered = state.rule[GATHERED];
    double[] steps = state.rule[STEPS];
    gathered[0]++;
    if (gathered[0] >= batch) {
      gathered[0] = 0;
      steps[0]++;
      step(state, steps[0]);
    }
  }

  private void step(LearningState state, double steps) {
    double[] g = gradient(state);
    if (adam) {
      adam(state, g, steps);
    } else {
      double factor = state.rate * eta / batch;
      for (int k = 0; k < g.length; k++) {
        change(state.weights, weights[k], factor * g[k]);
      }
    }
    Arrays.fill(g, 0);
    state.updates += g.length;
  }

  private void adam(LearningState state, double[] g, double steps) {
    double[] mean = state.synapse[firstSynapse + 1];
    double[] square = state.synapse[firstSynapse + 2];
    double ofMean = 1 / (1 - StrictMath.pow(beta1, steps));
    double ofSquare = 1 / (1 - StrictMath.pow(beta2, steps));
    for (int k = 0; k < g.length; k++) {
      double slope = g[k] / batch;
      mean[k] = beta1 * mean[k] + (1 - beta1) * slope;
      square[k] = beta2 * square[k] + (1 - beta2) * slope * slope;
      double root = Math.sqrt(square[k] * ofSquare) + epsilon;
      change(state.weights, weights[k], state.rate * eta * mean[k] * ofMean / root);
    }
  }

  private void change(double[] all, int weight, double down) {
    all[weight] = bounds.clip(keep * all[weight] - down);
  }
}
