package io.spiketide.encoding;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Brings out values that are larger than their neighbours in the same channel:
 *
 * <pre>
 * I' = I * (1 + sum over rings d = 1, 2, … of factor_d * number of smaller values at distance d)
 * </pre>
 *
 * <p>The distance is the larger one of rows and columns; outside the image there are zeros. The
 * effect on the order of values is that of an inhibition of the smaller ones by the larger ones.
 * Source: M. Mozafari, M. Ganjtabesh, A. Nowzari-Dalini, T. Masquelier, SpykeTorch, Frontiers in
 * Neuroscience 13, 2019.
 */
final class LateralInhibitionEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "lateral_inhibition";
  }

  @Override
  public String summary() {
    return "Brings out values of an image that are larger than their neighbours in the same channel.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required(
                "factors", "", Bound.ANY, "Factor of each ring of neighbours, the nearest first.")
            .asList());
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return Plane.of(name(), settings.shape()).shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    Plane plane = Plane.of(name(), settings.shape());
    double[] factors = settings.arguments().list("factors");
    return new ImageEncoding(plane.size(), plane.size(), new Rings(plane, factors));
  }

  private record Rings(Plane plane, double[] factors) implements ImageEncoding.Transform {

    @Override
    public void apply(double[] image, double[] result) {
      for (int i = 0; i < image.length; i++) {
        if (image[i] != 0) {
          double gain = 1;
          for (int d = 1; d <= factors.length; d++) {
            gain += factors[d - 1] * smaller(image, i, d);
          }
          result[i] = image[i] * gain;
        }
      }
    }

    /** How many values at a distance are smaller. */
    private int smaller(double[] image, int at, int distance) {
      int smaller = 0;
      for (int dy = -distance; dy <= distance; dy++) {
        int step = Math.abs(dy) == distance ? 1 : 2 * distance;
        for (int dx = -distance; dx <= distance; dx += step) {
          smaller += value(image, at, dy, dx) < image[at] ? 1 : 0;
        }
      }
      return smaller;
    }

    private double value(double[] image, int at, int dy, int dx) {
      int y = at % plane.area() / plane.width() + dy;
      int x = at % plane.width() + dx;
      boolean inside = y >= 0 && y < plane.height() && x >= 0 && x < plane.width();
      return inside ? image[at + dy * plane.width() + dx] : 0;
    }
  }
}
