package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Makes an image of ones of the image that the events of a tick are: one spike of each address
 * whose value is at least the threshold. With {@code complement} there are two channels; the second
 * one has a spike of each address that has none in the first.
 */
final class BinariseEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "binarise";
  }

  @Override
  public String summary() {
    return "One spike of each address whose value in the tick's image reaches the threshold.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("threshold", "", Bound.ANY, "The smallest value that fires."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            "complement",
            List.of("off", "on"),
            "on: a second channel, in front of the shape, fires where the first does not."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.arguments().isOn("complement")
        ? Channels.inFront(2, settings.shape())
        : settings.shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    int n = settings.shape().size();
    double[] thresholds = settings.arguments().each("threshold", n);
    boolean complement = settings.arguments().isOn("complement");
    return new ImageEncoding(
        n,
        complement ? 2 * n : n,
        (image, result) -> {
          for (int address = 0; address < n; address++) {
            if (image[address] >= thresholds[address]) {
              result[address] = 1;
            } else if (complement) {
              result[n + address] = 1;
            }
          }
        });
  }
}
