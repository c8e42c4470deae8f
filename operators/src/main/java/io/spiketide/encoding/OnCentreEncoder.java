package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * The on-centre receptive field of 5 x 5 pixels, see {@link FilterBank}: weights by Manhattan
 * distance from the middle are 1, 0.625, 0.125, -0.125 and -0.5, divided by the value of white.
 *
 * <p>Source: S. Gupta, A. Vyas, G. Trivedi, FPGA implementation of simplified spiking neural
 * network, ICECS 2020.
 */
final class OnCentreEncoder implements SpikeEncoder {
  private static final int SIZE = 5;
  private static final double[] BY_DISTANCE = {1, 0.625, 0.125, -0.125, -0.5};

  @Override
  public String name() {
    return "on_centre";
  }

  @Override
  public String summary() {
    return "On-centre receptive field of 5 x 5 pixels of the image that the events of a tick are.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("white", "", 255, Bound.POSITIVE, "Value that counts 1."),
        FilterBank.PADDING,
        FilterBank.THRESHOLD);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(FilterBank.ABSOLUTE);
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return bank(settings).shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    return bank(settings).encoding();
  }

  private FilterBank bank(EncoderSettings settings) {
    double white = settings.arguments().value("white");
    double[] filter = new double[SIZE * SIZE];
    int half = SIZE / 2;
    Arrays.setAll(
        filter, i -> BY_DISTANCE[Math.abs(i / SIZE - half) + Math.abs(i % SIZE - half)] / white);
    return FilterBank.of(this, settings, new double[][] {filter});
  }
}
