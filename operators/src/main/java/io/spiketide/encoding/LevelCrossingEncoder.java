package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Level crossing, as in converters for ECG and speech: levels lie at offset + k * delta. A sample
 * fires ON once for each level that it reaches or passes upwards, OFF for each one downwards. The
 * level that was crossed last must be left by a whole delta before it can be crossed again, so that
 * noise smaller than delta fires nothing. The first sample fires nothing.
 *
 * <p>Source: N. Sayiner, H. V. Sorensen, T. R. Viswanathan, A level-crossing sampling scheme for
 * A/D conversion, IEEE Transactions on Circuits and Systems II 43, 1996.
 */
final class LevelCrossingEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "level_crossing";
  }

  @Override
  public String summary() {
    return "A sample fires once for each of equally spaced levels that lies between it and the level"
        + " crossed last.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("delta", "", Bound.POSITIVE, "Distance of levels."),
        ParameterSpec.of("offset", "", 0, Bound.ANY, "One of the levels."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Channels.OPTION);
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return Channels.shape(settings);
  }

  /** State: {@code level}, number of the level crossed last; the one nearest the first sample. */
  @Override
  public Encoding compile(EncoderSettings settings) {
    int n = settings.shape().size();
    double[] delta = settings.arguments().each("delta", n);
    double[] offset = settings.arguments().each("offset", n);
    return new SampleEncoding(
        Channels.of(settings),
        List.of(new StateArray("level", n, SampleEncoding.NO_SAMPLE)),
        (address, sample, state) -> {
          double level = state[0][address];
          double height = (sample - offset[address]) / delta[address];
          if (level == SampleEncoding.NO_SAMPLE) {
            state[0][address] = Math.rint(height);
            return 0;
          }
          double reached = height > level ? Math.floor(height) : Math.ceil(height);
          state[0][address] = reached;
          return reached - level;
        });
  }
}
