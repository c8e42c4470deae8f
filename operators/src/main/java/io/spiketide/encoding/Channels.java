package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import java.util.ArrayList;
import java.util.List;

/**
 * How changes up and down become spikes: in two channels, in front of the shape, as event cameras
 * have them (0 OFF, 1 ON), or in one.
 *
 * @param addresses of one channel
 */
record Channels(String off, int addresses) {

  /** Which choice there is; the first one is the default. */
  static final OptionSpec OPTION =
      new OptionSpec(
          "off",
          List.of("channel", "negative", "none"),
          "Changes down: spikes of a channel of their own (channel 0 is OFF, 1 is ON, in front of"
              + " the shape), counts below 0, or nothing.");

  static Channels of(EncoderSettings settings) {
    return new Channels(settings.arguments().option(OPTION.name()), settings.shape().size());
  }

  /** The shape of the spikes. */
  static Shape shape(EncoderSettings settings) {
    return settings.arguments().option(OPTION.name()).equals("channel")
        ? inFront(2, settings.shape())
        : settings.shape();
  }

  /** A shape with one more dimension in front. */
  static Shape inFront(int channels, Shape shape) {
    List<Integer> dimensions = new ArrayList<>(List.of(channels));
    dimensions.addAll(shape.dimensions());
    return new Shape(dimensions);
  }

  /** Fires for a change: so many spikes up, or down where negative. */
  void fire(int address, double change, Spikes spikes) {
    if (change > 0) {
      spikes.add(off.equals("channel") ? addresses + address : address, change);
    } else if (change < 0) {
      switch (off) {
        case "channel" -> spikes.add(address, -change);
        case "negative" -> spikes.add(address, change);
        default -> {} // nothing
      }
    }
  }
}
