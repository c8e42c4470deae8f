package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Gabor filters, as simple cells see edges. A filter for each orientation a, see {@link
 * FilterBank}; with x the row and y the column, counted from the middle:
 *
 * <pre>
 * X = y sin a + x cos a,  Y = y cos a - x sin a,  lambda = 2 size / div,  s = 0.8 lambda
 * f = exp(-(X^2 + 0.09 Y^2) / 2 s^2) cos(2 pi X / lambda), less its mean, divided by its largest value
 * </pre>
 *
 * <p>Source: M. Mozafari, M. Ganjtabesh, A. Nowzari-Dalini, T. Masquelier, SpykeTorch, Frontiers in
 * Neuroscience 13, 2019.
 */
final class GaborEncoder implements SpikeEncoder {
  private static final double SIGMA_PER_LAMBDA = 0.8;
  private static final double GAMMA = 0.3;

  @Override
  public String name() {
    return "gabor";
  }

  @Override
  public String summary() {
    return "Edges of the image that the events of a tick are: a filter for each orientation.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("size", "", 5, Bound.POSITIVE, "Height and width of filters, odd.")
            .asList(),
        ParameterSpec.required("orientation", "degrees", Bound.ANY, "Orientation of each filter.")
            .asList(),
        ParameterSpec.of("div", "", 4, Bound.POSITIVE, "Wavelength is 2 size / div.").asList(),
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
    double[][] lists = Lists.equallyLong(this, settings.arguments(), "size", "orientation", "div");
    double[][] filters = new double[lists[0].length][];
    for (int k = 0; k < filters.length; k++) {
      filters[k] = filter(FilterBank.odd(this, lists[0][k]), lists[1][k], lists[2][k]);
    }
    return FilterBank.of(this, settings, filters);
  }

  static double[] filter(int size, double degrees, double div) {
    double lambda = size * 2 / div;
    double sigma = lambda * SIGMA_PER_LAMBDA;
    double sin = StrictMath.sin(StrictMath.toRadians(degrees));
    double cos = StrictMath.cos(StrictMath.toRadians(degrees));
    double[] filter = new double[size * size];
    int half = size / 2;
    for (int i = 0; i < filter.length; i++) {
      int x = i / size - half;
      int y = i % size - half;
      double along = y * sin + x * cos;
      double across = y * cos - x * sin;
      filter[i] =
          StrictMath.exp(-(along * along + GAMMA * GAMMA * across * across) / (2 * sigma * sigma))
              * StrictMath.cos(2 * Math.PI * along / lambda);
    }
    FilterBank.normalise(filter);
    return filter;
  }
}
