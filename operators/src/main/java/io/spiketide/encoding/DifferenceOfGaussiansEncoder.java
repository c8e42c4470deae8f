package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Differences of two Gaussians, as cells of the retina see contrast. A filter for each size and
 * pair of widths, see {@link FilterBank}:
 *
 * <pre>
 * f(r) = (exp(-r^2 / 2 s1^2) / s1^2 - exp(-r^2 / 2 s2^2) / s2^2) / 2 pi,
 * less its mean, divided by its largest value
 * </pre>
 *
 * <p>Source: M. Mozafari, M. Ganjtabesh, A. Nowzari-Dalini, T. Masquelier, SpykeTorch, Frontiers in
 * Neuroscience 13, 2019.
 */
final class DifferenceOfGaussiansEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "difference_of_gaussians";
  }

  @Override
  public String summary() {
    return "Contrast of the image that the events of a tick are: a filter for each size and widths.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("size", "", 7, Bound.POSITIVE, "Height and width of filters, odd.")
            .asList(),
        ParameterSpec.of("sigma_1", "", 1, Bound.POSITIVE, "Width of the Gaussian that is added.")
            .asList(),
        ParameterSpec.of(
                "sigma_2", "", 2, Bound.POSITIVE, "Width of the Gaussian that is subtracted.")
            .asList(),
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
    double[][] lists = Lists.equallyLong(this, settings.arguments(), "size", "sigma_1", "sigma_2");
    double[][] filters = new double[lists[0].length][];
    for (int k = 0; k < filters.length; k++) {
      filters[k] = filter(FilterBank.odd(this, lists[0][k]), lists[1][k], lists[2][k]);
    }
    return FilterBank.of(this, settings, filters);
  }

  static double[] filter(int size, double sigma1, double sigma2) {
    double[] filter = new double[size * size];
    int half = size / 2;
    for (int i = 0; i < filter.length; i++) {
      int y = i / size - half;
      int x = i % size - half;
      double r2 = y * y + x * x;
      filter[i] = (gaussian(r2, sigma1) - gaussian(r2, sigma2)) / (2 * Math.PI);
    }
    FilterBank.normalise(filter);
    return filter;
  }

  private static double gaussian(double r2, double sigma) {
    return StrictMath.exp(-r2 / (2 * sigma * sigma)) / (sigma * sigma);
  }
}
