package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Splits signed values into two channels in front of the shape, 0 OFF and 1 ON, or makes one of two
 * channels: the sum of both, the difference ON - OFF, or one alone.
 */
final class PolarityEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "polarity";
  }

  @Override
  public String summary() {
    return "Splits signed values into OFF and ON channels, or makes one of two channels.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            "mode",
            List.of("split", "merge", "difference", "on", "off"),
            "split: values below 0 to channel 0, above 0 to channel 1; merge, difference: sum or"
                + " difference of channels 1 and 0; on, off: channel 1 or 0 alone."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    Shape shape = settings.shape();
    if (settings.arguments().option("mode").equals("split")) {
      return Channels.inFront(2, shape);
    }
    if (shape.rank() < 2 || shape.dim(0) != 2) {
      throw new IllegalArgumentException(
          "polarity takes two channels, such as [2, height, width], not the shape "
              + shape
              + "; write mode: split to make two");
    }
    return new Shape(shape.dimensions().subList(1, shape.rank()));
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    String mode = settings.arguments().option("mode");
    int n = settings.shape().size();
    boolean split = mode.equals("split");
    double off = mode.equals("on") ? 0 : mode.equals("difference") ? -1 : 1;
    return new Polarity(split ? n : n / 2, split, off, mode.equals("off") ? 0 : 1);
  }

  /**
   * @param addresses of one channel
   * @param off factor of values of channel 0
   * @param on factor of values of channel 1
   */
  private record Polarity(int addresses, boolean split, double off, double on) implements Encoding {

    @Override
    public List<StateArray> state() {
      return List.of();
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      for (int i = 0; i < events.size(); i++) {
        int address = events.address(i);
        double value = events.value(i);
        if (split) {
          spikes.add(value > 0 ? addresses + address : address, Math.abs(value));
        } else {
          double factor = address < addresses ? off : on;
          if (factor != 0) {
            spikes.add(address % addresses, factor * value);
          }
        }
      }
    }

    @Override
    public boolean ordered() {
      return false;
    }
  }
}
