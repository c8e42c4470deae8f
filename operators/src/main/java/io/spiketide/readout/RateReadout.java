package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.List;

/**
 * The mean firing rate of each class's neurons in the window, in Hz of event time; without any
 * spike there is no decision.
 *
 * <p>rate = spikes / (neurons of the class * length of the window)
 */
final class RateReadout implements Readout {
  private static final double MILLIS_PER_SECOND = 1000;

  @Override
  public String name() {
    return "rate";
  }

  @Override
  public String summary() {
    return "Mean rate per neuron of a class in Hz; the largest rate wins.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(Confidence.LEAST);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Confidence.MEASURE, OnChange.OPTION);
  }

  @Override
  public Reading compile(ReadoutSettings settings) {
    Reading rates = new Rates(new SlidingCounts(settings), neuronSeconds(settings));
    return OnChange.wrap(Confidence.wrap(rates, settings), settings);
  }

  /** Neurons of a class times the length of a tick in s. */
  static double neuronSeconds(ReadoutSettings settings) {
    return settings.block() * settings.time().tickMillis() / MILLIS_PER_SECOND;
  }

  /**
   * @param neuronSeconds neurons of a class times the length of a tick in s
   */
  record Rates(SlidingCounts counts, double neuronSeconds) implements Reading {

    @Override
    public List<StateArray> state() {
      return counts.state();
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      counts.observe(state, spikes);
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      boolean any = counts.sum(state, values);
      for (int c = 0; c < values.length; c++) {
        values[c] = any ? values[c] / (ticks * neuronSeconds) : 0;
      }
      return any ? Winner.largest(values) : Winner.NONE;
    }

    @Override
    public void slide(double[][] state) {
      counts.slide(state);
    }
  }
}
