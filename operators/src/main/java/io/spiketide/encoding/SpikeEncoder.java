package io.spiketide.encoding;

import io.spiketide.catalog.Component;
import io.spiketide.network.Shape;

/**
 * A spike code: makes spikes of sensor events.
 *
 * <p>To add one: write a class that implements this interface and add one line to {@link
 * SpikeEncoders}.
 */
public interface SpikeEncoder extends Component {

  /**
   * The shape of the spikes that it makes of events of a given shape.
   *
   * @throws IllegalArgumentException if it cannot encode that shape; says which it can
   */
  Shape outputShape(EncoderSettings settings);

  /** Derives the constants for an input and returns its encoding. */
  Encoding compile(EncoderSettings settings);
}
