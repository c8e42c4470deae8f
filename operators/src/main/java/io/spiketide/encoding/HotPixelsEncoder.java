package io.spiketide.encoding;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Silences addresses with too many events. Time is cut into windows; an address that has had more
 * events in a window than its largest rate allows is silent for the rest of it and all of the next
 * one, and so on until a window in which it has kept to the rate.
 */
final class HotPixelsEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "hot_pixels";
  }

  @Override
  public String summary() {
    return "Silences addresses that have more events in a window than their largest rate allows.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("max_rate", "Hz", Bound.POSITIVE, "Larger rates are silenced."),
        ParameterSpec.of("window", "ms", 100, Bound.POSITIVE, "Window in which events count."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  /**
   * State: {@code window}, number of the window of the last event; {@code count}, events in it;
   * {@code silent}, 1 where the window before was too full.
   */
  @Override
  public Encoding compile(EncoderSettings settings) {
    int n = settings.shape().size();
    double millis = settings.arguments().value("window");
    long ticks = Math.max(1, Math.round(millis / settings.time().tickMillis()));
    double seconds = ticks * settings.time().tickMillis() / 1000;
    double[] most = settings.arguments().each("max_rate", n);
    return new FilterEncoding(
        List.of(
            new StateArray("window", n, Double.NEGATIVE_INFINITY),
            new StateArray("count", n, 0),
            new StateArray("silent", n, 0)),
        (address, tick, state) -> {
          double window = Math.floorDiv(tick, ticks);
          double limit = Math.max(1, most[address] * seconds);
          double[] counts = state[1];
          if (window != state[0][address]) {
            boolean wasFull = window == state[0][address] + 1 && counts[address] > limit;
            state[2][address] = wasFull ? 1 : 0;
            state[0][address] = window;
            counts[address] = 0;
          }
          return ++counts[address] <= limit && state[2][address] == 0;
        });
  }
}
