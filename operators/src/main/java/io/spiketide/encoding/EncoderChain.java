package io.spiketide.encoding;

import io.spiketide.catalog.Arguments;
import io.spiketide.network.Shape;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.List;

/**
 * The encoders of an input, one behind the other: what one makes in a tick is what the next one
 * takes in that tick.
 *
 * @param shape of what the last one makes; of the events while there is none
 */
public record EncoderChain(List<Step> steps, Shape shape) {
  public EncoderChain {
    steps = List.copyOf(steps);
  }

  /** An encoder with what it is compiled from. */
  public record Step(SpikeEncoder encoder, EncoderSettings settings) {

    public Encoding compile() {
      return encoder.compile(settings);
    }
  }

  /** A chain of no encoders for events of a shape. */
  public static EncoderChain of(Shape events) {
    return new EncoderChain(List.of(), events);
  }

  /**
   * This chain with one more encoder at its end.
   *
   * @throws IllegalArgumentException if it cannot take the shape
   */
  public EncoderChain then(SpikeEncoder encoder, TimeBase time, Arguments arguments) {
    EncoderSettings settings = new EncoderSettings(shape, time, arguments);
    List<Step> more = new ArrayList<>(steps);
    more.add(new Step(encoder, settings));
    return new EncoderChain(more, encoder.outputShape(settings));
  }

  /** The encoding of the whole chain, which has at least one encoder. */
  public Encoding compile() {
    List<Encoding> encodings = steps.stream().map(Step::compile).toList();
    return encodings.size() == 1 && encodings.get(0).ordered()
        ? encodings.get(0)
        : new ChainedEncoding(encodings, shape.size());
  }
}
