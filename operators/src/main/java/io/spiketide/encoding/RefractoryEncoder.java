package io.spiketide.encoding;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Drops events of an address that come less than the refractory time after the last one that
 * passed, by their ticks. Of those in one tick the first one passes at most.
 */
final class RefractoryEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "refractory";
  }

  @Override
  public String summary() {
    return "Drops events that come too soon after one of the same address that passed.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required(
            "t_ref", "ms", Bound.POSITIVE, "For so long after an event no other passes."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    int n = settings.shape().size();
    double millis = settings.time().tickMillis();
    double[] refractory = settings.arguments().each("t_ref", n);
    return new FilterEncoding(
        List.of(new StateArray("passed", n, Double.NEGATIVE_INFINITY)),
        (address, tick, state) -> {
          if ((tick - state[0][address]) * millis < refractory[address]) {
            return false;
          }
          state[0][address] = tick;
          return true;
        });
  }
}
