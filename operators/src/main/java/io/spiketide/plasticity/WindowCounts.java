package io.spiketide.plasticity;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.List;

/**
 * Spikes per neuron in windows of time that follow each other: those of the window at hand, and of
 * the last that is over. Windows begin at the ticks that are multiples of their length.
 */
final class WindowCounts {
  private static final int PRESENT = 0;
  private static final int LAST = 1;

  private final long window;

  /**
   * @param window length in ticks
   */
  WindowCounts(long window) {
    this.window = window;
  }

  /** What is remembered of each neuron, at the begin of a rule's variables. */
  static List<LearningRule.Variable> variables() {
    return List.of(LearningRule.Variable.of("n"), LearningRule.Variable.of("n_last"));
  }

  /** Parameters of the rules that learn from such counts. */
  static List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("eta", "", 0.001, Bound.NON_NEGATIVE, "Learning rate."),
        ParameterSpec.of("window", "ms", 4, Bound.POSITIVE, "Time whose spikes are counted."),
        ParameterSpec.of(WeightBounds.W_MIN.name(), "", -100, Bound.ANY, WeightBounds.W_MIN.doc()),
        ParameterSpec.of(WeightBounds.W_MAX.name(), "", 100, Bound.ANY, WeightBounds.W_MAX.doc()));
  }

  void add(double[][] variables, Spikes spikes) {
    Filter.add(variables[PRESENT], spikes);
  }

  /** The spikes of the last window that is over, by neuron. */
  double[] last(double[][] variables) {
    return variables[LAST];
  }

  void tickEnded(double[][] variables, long tick) {
    if (Math.floorMod(tick + 1, window) == 0) {
      double[] present = variables[PRESENT];
      System.arraycopy(present, 0, variables[LAST], 0, present.length);
      Arrays.fill(present, 0);
    }
  }
}
