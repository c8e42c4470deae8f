package io.spiketide.readout;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.List;

/**
 * How much the neurons of a class fire together in the window: counts are taken in bins, and
 *
 * <pre>
 * synchrony = sqrt(variance over time of the mean count of the neurons
 *                  / mean over the neurons of the variance over time of their count)
 * </pre>
 *
 * <p>1 where all fire alike, about 1 / sqrt(neurons) where each fires for itself. Bins begin with
 * the window; its length should be a multiple of them. Decides nothing; where no count varies it is
 * not a number. Source: D. Golomb, Neuronal synchrony measures, Scholarpedia 2, 2007.
 */
final class SynchronyReadout implements Readout {

  @Override
  public String name() {
    return "synchrony";
  }

  @Override
  public String summary() {
    return "How much the neurons of a class fire together in the window, from 0 to 1.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("bin", "ticks", 1, Bound.POSITIVE, "Length of the bins of counts."));
  }

  /**
   * @throws IllegalArgumentException if windows overlap, or {@code bin} is no whole number
   */
  @Override
  public Reading compile(ReadoutSettings settings) {
    Windows.requireApart(this, settings);
    double bin = settings.arguments().value("bin");
    if (bin != Math.rint(bin)) {
      throw new IllegalArgumentException(
          "synchrony: bin " + bin + " is not a whole number; change bin");
    }
    return new Synchrony(settings.classes(), settings.block(), bin);
  }

  /**
   * State: by neuron the {@code count} of the open bin, and {@code sum} and {@code squares} of the
   * bins before; by class the {@code total_squares} of the counts of all its neurons; {@code open},
   * number of the open bin.
   */
  private record Synchrony(int classes, int block, double bin) implements Reading {
    private static final int COUNT = 0;
    private static final int SUM = 1;
    private static final int SQUARES = 2;
    private static final int TOTAL_SQUARES = 3;
    private static final int OPEN = 4;

    /** Variances that are a smaller part of the squares are none. */
    private static final double ROUNDING = 1e-12;

    @Override
    public List<StateArray> state() {
      int neurons = classes * block;
      return List.of(
          new StateArray("count", neurons, 0),
          new StateArray("sum", neurons, 0),
          new StateArray("squares", neurons, 0),
          new StateArray("total_squares", classes, 0),
          new StateArray("open", 1, 0));
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      if (spikes.size() == 0) {
        return;
      }
      double now = Math.floor(ticksIntoWindow / bin);
      if (now != state[OPEN][0]) {
        close(state);
        state[OPEN][0] = now;
      }
      for (int i = 0; i < spikes.size(); i++) {
        state[COUNT][spikes.neuron(i)] += spikes.count(i);
      }
    }

    private void close(double[][] state) {
      for (int c = 0; c < classes; c++) {
        double total = 0;
        for (int neuron = c * block; neuron < (c + 1) * block; neuron++) {
          double count = state[COUNT][neuron];
          state[SUM][neuron] += count;
          state[SQUARES][neuron] += count * count;
          total += count;
          state[COUNT][neuron] = 0;
        }
        state[TOTAL_SQUARES][c] += total * total;
      }
    }

    /** Closes the open bin, so that it must be followed by a start. */
    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      close(state);
      double bins = Math.ceil(ticks / bin);
      Arrays.setAll(values, c -> synchrony(state, c, bins));
      return Winner.NONE;
    }

    private double synchrony(double[][] state, int c, double bins) {
      double total = 0;
      double variances = 0;
      double squares = 0;
      for (int neuron = c * block; neuron < (c + 1) * block; neuron++) {
        squares += state[SQUARES][neuron] / bins;
        double mean = state[SUM][neuron] / bins;
        variances += state[SQUARES][neuron] / bins - mean * mean;
        total += state[SUM][neuron];
      }
      double mean = total / bins;
      double variance = (state[TOTAL_SQUARES][c] / bins - mean * mean) / ((double) block * block);
      return variances <= ROUNDING * squares
          ? Double.NaN
          : Math.sqrt(Math.max(0, variance) * block / variances);
    }
  }
}
