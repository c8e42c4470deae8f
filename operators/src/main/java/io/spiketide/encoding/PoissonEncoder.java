package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Rate code: an event sets the value x of its address (0 before the first), and in every tick the
 * address fires at random with an expected count m.
 *
 * <pre>
 * form rate:      m = x * max_rate * tick length
 * form snntorch:  m = gain * x + offset
 * draw bernoulli: one spike with probability clip(m, 0, 1)
 * draw poisson:   a count of mean clip(m, 0, 1000)
 * </pre>
 *
 * <p>Random numbers depend on (instance, tick, address) alone. Source of the form snntorch: J. K.
 * Eshraghian et al., Training spiking neural networks using lessons from deep learning, Proceedings
 * of the IEEE 111, 2023.
 */
final class PoissonEncoder implements SpikeEncoder {
  private static final double MILLIS_PER_SECOND = 1000;
  private static final double MAX_MEAN = 1000;

  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public String summary() {
    return "Rate code: an event sets its address's value, which fires at random at that rate.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            "max_rate", "Hz", 100, Bound.NON_NEGATIVE, "Rate of the value 1 (form rate)."),
        ParameterSpec.of("gain", "", 1, Bound.ANY, "Factor of the value (form snntorch)."),
        ParameterSpec.of("offset", "", 0, Bound.ANY, "Added to the product (form snntorch)."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            "form",
            List.of("rate", "snntorch"),
            "rate: value times max_rate; snntorch: gain times value plus offset per tick."),
        new OptionSpec(
            "draw",
            List.of("bernoulli", "poisson"),
            "bernoulli: one spike per tick at most; poisson: a count."),
        HeldValues.UPDATE);
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    int n = settings.shape().size();
    double[] gain = settings.arguments().each("gain", n);
    double[] offset = settings.arguments().each("offset", n);
    if (settings.arguments().option("form").equals("rate")) {
      double seconds = settings.time().tickMillis() / MILLIS_PER_SECOND;
      double[] rate = settings.arguments().each("max_rate", n);
      for (int i = 0; i < n; i++) {
        gain[i] = rate[i] * seconds;
        offset[i] = 0;
      }
    }
    return new RateCode(
        gain,
        offset,
        settings.arguments().option("draw").equals("poisson"),
        HeldValues.areImages(settings));
  }

  private static final class RateCode implements Encoding {
    private static final double LARGEST_PART = 500;

    private final double[] gain;
    private final double[] offset;
    private final boolean poisson;
    private final boolean images;

    RateCode(double[] gain, double[] offset, boolean poisson, boolean images) {
      this.gain = gain;
      this.offset = offset;
      this.poisson = poisson;
      this.images = images;
    }

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("value", gain.length, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      double[] values = state[0];
      HeldValues.take(events, values, images);
      for (int address = 0; address < values.length; address++) {
        double mean = gain[address] * values[address] + offset[address];
        if (mean > 0) {
          int count = poisson ? poisson(mean, tick, address, noise) : 0;
          boolean fires = poisson ? count > 0 : noise.uniform(tick, address, 0) < mean;
          if (fires) {
            spikes.add(address, poisson ? count : 1);
          }
        }
      }
    }

    /** Inversion of the distribution, in parts whose probability of 0 is above the least double. */
    private static int poisson(double mean, long tick, int address, CounterRandom noise) {
      double rest = Math.min(mean, MAX_MEAN);
      int count = 0;
      for (int draw = 0; rest > 0; draw++) {
        double part = Math.min(rest, LARGEST_PART);
        rest -= part;
        double beyond = noise.uniform(tick, address, draw);
        double probability = StrictMath.exp(-part);
        for (int k = 1; beyond >= probability && probability > 0; k++) {
          beyond -= probability;
          probability *= part / k;
          count++;
        }
      }
      return count;
    }

    @Override
    public boolean autonomous() {
      return false;
    }

    @Override
    public boolean quiet(double[][] state) {
      double[] values = state[0];
      for (int address = 0; address < values.length; address++) {
        if (gain[address] * values[address] + offset[address] > 0) {
          return false;
        }
      }
      return true;
    }
  }
}
