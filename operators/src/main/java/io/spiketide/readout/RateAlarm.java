package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.List;

/**
 * Watches the mean firing rate of each class's neurons in the window, in Hz of event time, and
 * names the class that is furthest outside of a band; no decision while all are within.
 *
 * <p>A rate r is outside by low - r or r - high. With {@code answers: on_change} there is an answer
 * when an alarm begins, when another class is worse, and when all are well again.
 */
final class RateAlarm implements Readout {
  private static final String LOW = "low";
  private static final String HIGH = "high";

  @Override
  public String name() {
    return "rate_alarm";
  }

  @Override
  public String summary() {
    return "Mean rates in Hz; the class furthest outside of a band wins, none if all are within.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(LOW, "Hz", 0, Bound.NON_NEGATIVE, "Smallest rate that is well."),
        ParameterSpec.of(HIGH, "Hz", 100, Bound.POSITIVE, "Largest rate that is well."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(OnChange.OPTION);
  }

  /**
   * @throws IllegalArgumentException if the band is empty
   */
  @Override
  public Reading compile(ReadoutSettings settings) {
    double low = settings.arguments().value(LOW);
    double high = settings.arguments().value(HIGH);
    if (low > high) {
      throw new IllegalArgumentException(
          "low %s Hz is above high %s Hz; exchange them".formatted(low, high));
    }
    Reading rates =
        new RateReadout.Rates(new SlidingCounts(settings), RateReadout.neuronSeconds(settings));
    return OnChange.wrap(new Watch(rates, low, high), settings);
  }

  private record Watch(Reading rates, double low, double high) implements Reading {
    @Override
    public List<StateArray> state() {
      return rates.state();
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      rates.observe(state, ticksIntoWindow, spikes, variable);
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      rates.answer(state, ticks, values);
      int worst = Winner.NONE;
      double furthest = 0;
      for (int c = 0; c < values.length; c++) {
        double outside = Math.max(low - values[c], values[c] - high);
        if (outside > furthest) {
          furthest = outside;
          worst = c;
        }
      }
      return worst;
    }

    @Override
    public void slide(double[][] state) {
      rates.slide(state);
    }
  }
}
