package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.List;

/**
 * How sure a decision is, from 0 to 1, by its values v; less than a least confidence is no
 * decision.
 *
 * <pre>
 * margin:  (v_winner - v_second) / (|v_winner| + |v_second|), at most 1
 * entropy: 1 + sum p ln p / ln(classes),  p = v / sum of v; values below 0 count as 0
 * </pre>
 *
 * <p>A readout of one class is sure. Works where the largest value wins.
 */
record Confidence(Reading reading, boolean byEntropy, double least) implements Reading {
  static final OptionSpec MEASURE =
      new OptionSpec(
          "confidence",
          List.of("margin", "entropy"),
          "By what a decision is judged: how far the winner leads the second, or how even all"
              + " values are.");
  static final ParameterSpec LEAST =
      ParameterSpec.of(
          "least_confidence",
          "",
          0,
          Bound.FRACTION,
          "Below it there is no decision; the values are sent all the same.");

  /** The reading with no decision where it is not sure enough. */
  static Reading wrap(Reading reading, ReadoutSettings settings) {
    double least = settings.arguments().value(LEAST.name());
    boolean entropy = settings.arguments().option(MEASURE.name()).equals("entropy");
    return least > 0 ? new Confidence(reading, entropy, least) : reading;
  }

  static double margin(double[] values, int winner) {
    double second = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < values.length; c++) {
      second = c == winner ? second : Math.max(second, values[c]);
    }
    if (second == Double.NEGATIVE_INFINITY) {
      return 1;
    }
    double sum = Math.abs(values[winner]) + Math.abs(second);
    return sum == 0 ? 0 : Math.min(1, (values[winner] - second) / sum);
  }

  static double evenness(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += Math.max(0, value);
    }
    double entropy = 0;
    for (double value : values) {
      double p = value > 0 ? value / sum : 0;
      entropy -= p > 0 ? p * StrictMath.log(p) : 0;
    }
    return sum == 0 ? 1 : values.length == 1 ? 0 : entropy / StrictMath.log(values.length);
  }

  @Override
  public List<StateArray> state() {
    return reading.state();
  }

  @Override
  public void start(double[][] state) {
    reading.start(state);
  }

  @Override
  public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
    reading.observe(state, ticksIntoWindow, spikes, variable);
  }

  @Override
  public boolean ignoresSilence() {
    return reading.ignoresSilence();
  }

  @Override
  public int answer(double[][] state, long ticks, double[] values) {
    int winner = reading.answer(state, ticks, values);
    if (winner == Winner.NONE) {
      return winner;
    }
    double confidence = byEntropy ? 1 - evenness(values) : margin(values, winner);
    return confidence >= least ? winner : Winner.NONE;
  }

  @Override
  public void slide(double[][] state) {
    reading.slide(state);
  }
}
