package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Send-on-delta: a sample fires, and becomes the reference, if it differs from the reference by
 * delta or more. The first sample is the first reference.
 *
 * <p>Source: M. Miskowicz, Send-on-delta concept: an event-based data reporting strategy, Sensors
 * 6, 2006.
 */
final class SendOnDeltaEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "send_on_delta";
  }

  @Override
  public String summary() {
    return "A sample fires if it differs by delta or more from the last one that fired.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("delta", "", Bound.POSITIVE, "The smallest change that fires."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Channels.OPTION);
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return Channels.shape(settings);
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    int n = settings.shape().size();
    double[] delta = settings.arguments().each("delta", n);
    return new SampleEncoding(
        Channels.of(settings),
        List.of(new StateArray("reference", n, SampleEncoding.NO_SAMPLE)),
        (address, sample, state) -> {
          double change = sample - state[0][address]; // infinite for the first sample
          if (Math.abs(change) < delta[address]) {
            return 0;
          }
          state[0][address] = sample;
          return Double.isFinite(change) ? Math.signum(change) : 0;
        });
  }
}
