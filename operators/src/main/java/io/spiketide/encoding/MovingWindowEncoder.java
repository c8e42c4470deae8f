package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Moving-window code: a sample above the mean of the samples before it, at most {@code window} of
 * them, by more than the threshold fires ON, one below by more fires OFF. The first fires nothing.
 *
 * <p>Source: B. Petro, N. Kasabov, R. M. Kiss, Selection and optimization of temporal spike
 * encoding methods for spiking neural networks, IEEE Transactions on Neural Networks and Learning
 * Systems 31, 2020; there the first window is known before it begins, here nothing is.
 */
final class MovingWindowEncoder implements SpikeEncoder {
  private static final int MAX_WINDOW = 1 << 16;

  @Override
  public String name() {
    return "moving_window";
  }

  @Override
  public String summary() {
    return "A sample fires if it differs from the mean of those before it by more than the"
        + " threshold.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("threshold", "", Bound.POSITIVE, "The change that is exceeded."),
        ParameterSpec.required("window", "samples", Bound.POSITIVE, "Samples of the mean."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Channels.OPTION);
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return Channels.shape(settings);
  }

  /**
   * State: {@code samples}, those of each address by their number modulo the window, shape {@code
   * [addresses][window]}; {@code count}, how many there have been.
   */
  @Override
  public Encoding compile(EncoderSettings settings) {
    int n = settings.shape().size();
    int window = Numbers.whole(this, settings, "window", MAX_WINDOW);
    if ((long) n * window > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "moving_window: a window of "
              + window
              + " samples of "
              + n
              + " addresses does not fit into an array; lower window");
    }
    double[] threshold = settings.arguments().each("threshold", n);
    return new SampleEncoding(
        Channels.of(settings),
        List.of(new StateArray("samples", n * window, 0), new StateArray("count", n, 0)),
        (address, sample, state) -> {
          double count = state[1][address]++;
          double[] samples = state[0];
          int known = (int) Math.min(count, window);
          double sum = 0;
          for (int i = address * window; i < address * window + known; i++) {
            sum += samples[i];
          }
          samples[address * window + (int) (count % window)] = sample;
          double change = sample - sum / known; // NaN for the first one
          return Math.abs(change) > threshold[address] ? Math.signum(change) : 0;
        });
  }
}
