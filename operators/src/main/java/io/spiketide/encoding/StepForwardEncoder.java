package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Step-forward code: a sample above base + threshold fires ON and raises the base by the threshold,
 * one below base - threshold fires OFF and lowers it. The first sample is the first base. The sum
 * of the steps follows the signal, so that it can be decoded.
 *
 * <p>With {@code spikes: all} as many steps are taken as the sample lies beyond the base, so that
 * the base follows steep signals (a delta modulator). Source: B. Petro, N. Kasabov, R. M. Kiss,
 * Selection and optimization of temporal spike encoding methods for spiking neural networks, IEEE
 * Transactions on Neural Networks and Learning Systems 31, 2020.
 */
final class StepForwardEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "step_forward";
  }

  @Override
  public String summary() {
    return "A sample beyond a base by more than the threshold fires and moves the base by it.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.required("threshold", "", Bound.POSITIVE, "Step of the base."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        Channels.OPTION,
        new OptionSpec(
            "spikes", List.of("one", "all"), "Steps per sample: one, or as many as it takes."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return Channels.shape(settings);
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    int n = settings.shape().size();
    double[] threshold = settings.arguments().each("threshold", n);
    double most = settings.arguments().option("spikes").equals("one") ? 1 : Double.MAX_VALUE;
    return new SampleEncoding(
        Channels.of(settings),
        List.of(new StateArray("base", n, SampleEncoding.NO_SAMPLE)),
        (address, sample, state) -> {
          double base = state[0][address];
          if (base == SampleEncoding.NO_SAMPLE) {
            state[0][address] = sample;
            return 0;
          }
          double beyond = Math.abs(sample - base) / threshold[address];
          // a sample that lies just on a step is not beyond it
          double steps = Math.min(most, Math.max(0, Math.ceil(beyond) - 1));
          steps *= Math.signum(sample - base);
          state[0][address] = base + steps * threshold[address];
          return steps;
        });
  }
}
