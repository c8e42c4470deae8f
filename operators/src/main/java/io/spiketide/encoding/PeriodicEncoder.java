package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Deterministic rate code: an address of value x above the threshold fires P, 2 P, 3 P, … ticks
 * after the image that the events of a tick are, up to {@code steps} ticks after it.
 *
 * <pre>
 * P = ceil(scale / f),  f = x mapped linearly from [low, high] to [rate_low, rate_high], clipped
 * </pre>
 *
 * <p>The next image takes the place of the one before. Source: S. Gupta, A. Vyas, G. Trivedi, FPGA
 * implementation of simplified spiking neural network, ICECS 2020, whose values are the defaults.
 */
final class PeriodicEncoder implements SpikeEncoder {
  private static final String EMIT = "emit";
  private static final String PEAK = "peak";

  @Override
  public String name() {
    return "periodic";
  }

  @Override
  public String summary() {
    return "Deterministic rate code of an image: each address fires periodically, the faster the"
        + " larger its value.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("steps", "ticks", 200, Bound.POSITIVE, "Spikes come so long at most."),
        ParameterSpec.of("low", "", -1.069, Bound.ANY, "Value of the lowest rate."),
        ParameterSpec.of("high", "", 2.781, Bound.ANY, "Value of the highest rate."),
        ParameterSpec.of("rate_low", "", 1, Bound.POSITIVE, "The lowest rate."),
        ParameterSpec.of("rate_high", "", 20, Bound.POSITIVE, "The highest rate."),
        ParameterSpec.of("scale", "ticks", 600, Bound.POSITIVE, "Period of the rate 1."),
        ParameterSpec.of("threshold", "", 0, Bound.ANY, "Only larger values fire."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            EMIT,
            List.of("spikes", PEAK),
            "peak: at once, as one value, how many addresses will fire together at most."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return isPeak(settings) ? Shape.of(1) : settings.shape();
  }

  private static boolean isPeak(EncoderSettings settings) {
    return settings.arguments().option(EMIT).equals(PEAK);
  }

  /**
   * @throws IllegalArgumentException if {@code low} is not below {@code high}
   */
  @Override
  public Encoding compile(EncoderSettings settings) {
    double low = settings.arguments().value("low");
    double high = settings.arguments().value("high");
    if (low >= high) {
      throw new IllegalArgumentException(
          "periodic: low " + low + " is not below high " + high + "; change one of them");
    }
    Rates rates =
        new Rates(
            low,
            high,
            settings.arguments().value("rate_low"),
            settings.arguments().value("rate_high"),
            settings.arguments().value("scale"),
            settings.arguments().value("threshold"));
    int addresses = settings.shape().size();
    double steps = settings.arguments().value("steps");
    return isPeak(settings)
        ? new Peak(addresses, (int) steps, rates)
        : new Periods(addresses, steps, rates);
  }

  /** From values to periods in ticks. */
  private record Rates(
      double low, double high, double rateLow, double rateHigh, double scale, double threshold) {

    /** Puts periods in place of the values of an image; 0 for addresses that do not fire. */
    void periods(TickEvents image, double[] into) {
      Arrays.fill(into, 0);
      ImageEncoding.draw(image, into);
      for (int address = 0; address < into.length; address++) {
        into[address] = into[address] > threshold ? Math.ceil(scale / rate(into[address])) : 0;
      }
    }

    private double rate(double value) {
      if (value >= high) {
        return rateHigh;
      }
      double slope = (rateHigh - rateLow) / (high - low);
      return value <= low ? rateLow : slope * (value - low) + rateLow;
    }
  }

  /**
   * State: {@code period} of each address in ticks, 0 for none; {@code age}, ticks since the image,
   * above {@code steps} at the end.
   */
  private record Periods(int addresses, double steps, Rates rates) implements Encoding {
    private static final int PERIOD = 0;
    private static final int AGE = 1;

    @Override
    public List<StateArray> state() {
      return List.of(
          new StateArray("period", addresses, 0),
          new StateArray("age", 1, Double.POSITIVE_INFINITY));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      double[] period = state[PERIOD];
      if (events.size() > 0) {
        rates.periods(events, period);
        state[AGE][0] = 0;
        return;
      }
      if (quiet(state)) {
        return;
      }
      double age = ++state[AGE][0];
      for (int address = 0; address < addresses; address++) {
        if (period[address] > 0 && age % period[address] == 0) {
          spikes.add(address);
        }
      }
    }

    @Override
    public boolean autonomous() {
      return false;
    }

    @Override
    public boolean quiet(double[][] state) {
      return state[AGE][0] + 1 > steps;
    }
  }

  /** How many addresses fire in one tick at most, told in the tick of the image. */
  private record Peak(int addresses, int steps, Rates rates) implements Encoding {
    @Override
    public List<StateArray> state() {
      return List.of();
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      if (events.size() == 0) {
        return;
      }
      double[] period = new double[addresses];
      rates.periods(events, period);
      int[] together = new int[steps + 1];
      int most = 0;
      for (double p : period) {
        for (int at = (int) p; p > 0 && at <= steps; at += (int) p) {
          most = Math.max(most, ++together[at]);
        }
      }
      if (most > 0) {
        spikes.add(0, most);
      }
    }
  }
}
