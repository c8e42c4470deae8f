package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.List;

/**
 * A statistic of the intervals between spikes of the same neuron within the window, those of all
 * neurons of a class together. Decides nothing; a class with too few intervals is not a number.
 *
 * <pre>
 * mean: in ms;  rate: 1 / mean in Hz;  min: in ms
 * cv:   standard deviation / mean (of all intervals, divided by their number)
 * lv:   mean over neighbouring intervals of 3 ((I1 - I2) / (I1 + I2))^2
 * </pre>
 *
 * <p>A count above 1 is one spike here. Source of lv: S. Shinomoto, K. Shima, J. Tanji, Differences
 * in spiking patterns among cortical neurons, Neural Computation 15, 2003.
 */
final class IntervalsReadout implements Readout {
  private static final double MILLIS_PER_SECOND = 1000;

  @Override
  public String name() {
    return "isi";
  }

  @Override
  public String summary() {
    return "Statistic of the intervals between spikes of the neurons of a class in the window.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            "statistic",
            List.of("mean", "rate", "min", "cv", "lv"),
            "Mean or least interval in ms, its reciprocal in Hz, coefficient of variation, local"
                + " variation."));
  }

  /**
   * @throws IllegalArgumentException if windows overlap
   */
  @Override
  public Reading compile(ReadoutSettings settings) {
    Windows.requireApart(this, settings);
    return new Intervals(
        settings.classes(),
        settings.block(),
        settings.time().tickMillis(),
        settings.arguments().option("statistic"));
  }

  /**
   * State: {@code last} tick of each neuron and its {@code interval} before that, 0 for none; by
   * class the {@code count}, {@code sum}, {@code squares} and {@code min} of intervals in ticks,
   * and {@code pairs} and {@code local}, number and sum of local variations.
   */
  private record Intervals(int classes, int block, double tickMillis, String statistic)
      implements Reading {
    private static final double NEVER = -1;
    private static final int LAST = 0;
    private static final int INTERVAL = 1;
    private static final int COUNT = 2;
    private static final int SUM = 3;
    private static final int SQUARES = 4;
    private static final int MIN = 5;
    private static final int PAIRS = 6;
    private static final int LOCAL = 7;

    @Override
    public List<StateArray> state() {
      return List.of(
          new StateArray("last", classes * block, NEVER),
          new StateArray("interval", classes * block, 0),
          new StateArray("count", classes, 0),
          new StateArray("sum", classes, 0),
          new StateArray("squares", classes, 0),
          new StateArray("min", classes, Double.POSITIVE_INFINITY),
          new StateArray("pairs", classes, 0),
          new StateArray("local", classes, 0));
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      for (int i = 0; i < spikes.size(); i++) {
        int neuron = spikes.neuron(i);
        if (state[LAST][neuron] != NEVER) {
          interval(state, neuron, ticksIntoWindow - state[LAST][neuron]);
        }
        state[LAST][neuron] = ticksIntoWindow;
      }
    }

    private void interval(double[][] state, int neuron, double interval) {
      int c = neuron / block;
      double before = state[INTERVAL][neuron];
      state[INTERVAL][neuron] = interval;
      state[COUNT][c]++;
      state[SUM][c] += interval;
      state[SQUARES][c] += interval * interval;
      state[MIN][c] = Math.min(state[MIN][c], interval);
      if (before > 0) {
        double difference = (before - interval) / (before + interval);
        state[PAIRS][c]++;
        state[LOCAL][c] += 3 * difference * difference;
      }
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      Arrays.setAll(values, c -> value(state, c));
      return Winner.NONE;
    }

    private double value(double[][] state, int c) {
      double count = state[COUNT][c];
      double mean = state[SUM][c] / count;
      return switch (statistic) {
        case "mean" -> mean * tickMillis;
        case "rate" -> MILLIS_PER_SECOND / (mean * tickMillis);
        case "min" -> count == 0 ? Double.NaN : state[MIN][c] * tickMillis;
        case "cv" -> Math.sqrt(Math.max(0, state[SQUARES][c] / count - mean * mean)) / mean;
        default -> state[LOCAL][c] / state[PAIRS][c];
      };
    }
  }
}
