package io.spiketide.encoding;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/** Brings each value into another range: clip(gain * x + offset, min, max). */
final class ScaleEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public String summary() {
    return "Brings the value of each event into another range, for the encoder that follows.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("gain", "", 1, Bound.ANY, "Factor of the value."),
        ParameterSpec.of("offset", "", 0, Bound.ANY, "Added to the product."),
        ParameterSpec.of(
            "min", "", Double.NEGATIVE_INFINITY, Bound.ANY_OR_INFINITE, "Smallest result."),
        ParameterSpec.of(
            "max", "", Double.POSITIVE_INFINITY, Bound.ANY_OR_INFINITE, "Largest result."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    int n = settings.shape().size();
    return new Scaling(
        settings.arguments().each("gain", n),
        settings.arguments().each("offset", n),
        settings.arguments().each("min", n),
        settings.arguments().each("max", n));
  }

  private record Scaling(double[] gain, double[] offset, double[] min, double[] max)
      implements Encoding {

    @Override
    public List<StateArray> state() {
      return List.of();
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      for (int i = 0; i < events.size(); i++) {
        int address = events.address(i);
        double scaled = gain[address] * events.value(i) + offset[address];
        spikes.add(address, Math.max(min[address], Math.min(max[address], scaled)));
      }
    }

    @Override
    public boolean ordered() {
      return false;
    }
  }
}
