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
 * Rate code of signed values, such as pixels less their mean: an event sets the value x of its
 * address, and in every tick a spike of count sign(x) comes with probability min(1, |x| / scale).
 *
 * <p>Source: Y. Kim, P. Panda, Revisiting batch normalization for training low-latency deep spiking
 * neural networks from scratch, Frontiers in Neuroscience 15, 2021.
 */
final class SignedPoissonEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "signed_poisson";
  }

  @Override
  public String summary() {
    return "Rate code of signed values: random spikes with the sign of the value as their count.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("scale", "", 2, Bound.POSITIVE, "Size that fires in every tick."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(HeldValues.UPDATE);
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    double[] scale = settings.arguments().each("scale", settings.shape().size());
    return new SignedRate(scale, HeldValues.areImages(settings));
  }

  private record SignedRate(double[] scale, boolean images) implements Encoding {

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("value", scale.length, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      double[] values = state[0];
      HeldValues.take(events, values, images);
      for (int address = 0; address < scale.length; address++) {
        double value = values[address];
        if (value != 0 && scale[address] * noise.uniform(tick, address, 0) < Math.abs(value)) {
          spikes.add(address, Math.signum(value));
        }
      }
    }

    @Override
    public boolean autonomous() {
      return false;
    }

    @Override
    public boolean quiet(double[][] state) {
      return HeldValues.areZero(state[0]);
    }
  }
}
