package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Delta code: a sample fires if it differs from the sample before by the threshold or more, up for
 * ON and down for OFF. The first sample is compared with 0, or fires nothing.
 *
 * <p>Source: J. K. Eshraghian et al., Training spiking neural networks using lessons from deep
 * learning, Proceedings of the IEEE 111, 2023.
 */
final class DeltaEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "delta";
  }

  @Override
  public String summary() {
    return "A sample fires if it differs from the one before by the threshold or more.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("threshold", "", 0.1, Bound.POSITIVE, "The smallest change that fires."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        Channels.OPTION,
        new OptionSpec(
            "first", List.of("zero", "silent"), "The first sample: compared with 0, or silent."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return Channels.shape(settings);
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    int n = settings.shape().size();
    double[] threshold = settings.arguments().each("threshold", n);
    double first =
        settings.arguments().option("first").equals("zero") ? 0 : SampleEncoding.NO_SAMPLE;
    return new SampleEncoding(
        Channels.of(settings),
        List.of(new StateArray("before", n, first)),
        (address, sample, state) -> {
          double before = state[0][address];
          double change = before == SampleEncoding.NO_SAMPLE ? 0 : sample - before;
          state[0][address] = sample;
          return Math.abs(change) >= threshold[address] ? Math.signum(change) : 0;
        });
  }
}
