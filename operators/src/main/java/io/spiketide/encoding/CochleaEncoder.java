package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A cochlea: gammatone filters of order 4, equally spaced on the scale of equivalent rectangular
 * bandwidths, half-wave rectified, and a code for each channel. Every event is a sample of sound of
 * its address; samples follow each other at the sample rate, whatever ticks they come in.
 *
 * <pre>
 * ERB(f) = 24.7 (4.37 f / 1000 + 1) Hz, bandwidth b = 1.019 ERB(f)
 * a = exp(-2 pi b / rate) exp(i 2 pi f / rate)
 * y_0 = x, y_k[n] = y_(k-1)[n] + a y_k[n - 1] for k = 1 … 4, r = max(0, 2 (1 - |a|)^4 Re y_4)
 * code lif:            v = exp(-1 / (tau rate)) v + gain r; a spike and v -= 1 where v reaches 1
 * code level_crossing: a spike for each multiple of 1 / gain that r reaches or passes upwards
 * </pre>
 *
 * <p>A pure tone of amplitude 1 at the frequency of a channel makes r a half-wave of height 1.
 * Sources: R. D. Patterson et al., An efficient auditory filterbank based on the gammatone
 * function, 1987; B. R. Glasberg, B. C. J. Moore, Hearing Research 47, 1990; V. Hohmann, Acta
 * Acustica 88, 2002.
 */
final class CochleaEncoder implements SpikeEncoder {
  private static final int MAX_CHANNELS = 4096;

  @Override
  public String name() {
    return "cochlea";
  }

  @Override
  public String summary() {
    return "A cochlea for sound: gammatone filters on the ERB scale, rectified, each with a LIF"
        + " neuron or level crossing.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("sample_rate", "Hz", Bound.POSITIVE, "Samples per second."),
        ParameterSpec.of("channels", "", 32, Bound.POSITIVE, "Filters of each address."),
        ParameterSpec.of("low", "Hz", 100, Bound.POSITIVE, "Frequency of the first filter."),
        ParameterSpec.required("high", "Hz", Bound.POSITIVE, "Frequency of the last filter."),
        ParameterSpec.of("gain", "", 1, Bound.POSITIVE, "Of the rectified signal."),
        ParameterSpec.of("tau", "ms", 10, Bound.POSITIVE, "Time constant of the LIF neuron."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec("code", List.of("lif", "level_crossing"), "How a channel makes spikes."));
  }

  /** The shape with the channels behind. */
  @Override
  public Shape outputShape(EncoderSettings settings) {
    List<Integer> dimensions = new ArrayList<>(settings.shape().dimensions());
    dimensions.add(Numbers.whole(this, settings, "channels", MAX_CHANNELS));
    return new Shape(dimensions);
  }

  /**
   * @throws IllegalArgumentException if {@code high} is not above {@code low}, or not below half of
   *     the sample rate
   */
  @Override
  public Encoding compile(EncoderSettings settings) {
    double rate = settings.arguments().value("sample_rate");
    double low = settings.arguments().value("low");
    double high = settings.arguments().value("high");
    if (high <= low || high >= rate / 2) {
      throw new IllegalArgumentException(
          "cochlea: high "
              + high
              + " Hz is not above low "
              + low
              + " Hz and below half of the sample rate "
              + rate
              + " Hz; change one of them");
    }
    int channels = Numbers.whole(this, settings, "channels", MAX_CHANNELS);
    return new Cochlea(
        settings.shape().size(),
        Gammatone.bank(channels, low, high, rate),
        settings.arguments().value("gain"),
        StrictMath.exp(-1000 / (settings.arguments().value("tau") * rate)),
        settings.arguments().option("code").equals("lif"));
  }

  /**
   * State: {@code filter}, see {@link Gammatone}, by address and channel; {@code level}, potential
   * of the neuron or the last rectified value.
   */
  private record Cochlea(int addresses, Gammatone[] filters, double gain, double decay, boolean lif)
      implements Encoding {
    private static final int FILTER = 0;
    private static final int LEVEL = 1;

    @Override
    public List<StateArray> state() {
      int channels = addresses * filters.length;
      return List.of(
          new StateArray("filter", channels * Gammatone.STATE, 0),
          new StateArray("level", channels, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      for (int i = 0; i < events.size(); i++) {
        double sample = events.value(i);
        int first = events.address(i) * filters.length;
        for (int c = 0; c < filters.length; c++) {
          double filtered =
              filters[c].step(
                  Double.isFinite(sample) ? sample : 0,
                  state[FILTER],
                  (first + c) * Gammatone.STATE);
          double rectified = gain * Math.max(0, filtered);
          double count =
              lif
                  ? integrate(rectified, first + c, state[LEVEL])
                  : cross(rectified, first + c, state[LEVEL]);
          if (count > 0) {
            spikes.add(first + c, count);
          }
        }
      }
    }

    private double integrate(double rectified, int at, double[] level) {
      double v = decay * level[at] + rectified;
      double count = v >= 1 ? Math.floor(v) : 0;
      level[at] = v - count;
      return count;
    }

    private static double cross(double rectified, int at, double[] level) {
      double passed = Math.floor(rectified) - Math.floor(level[at]);
      level[at] = rectified;
      return passed;
    }

    @Override
    public boolean ordered() {
      return false;
    }
  }
}
