package io.spiketide.encoding;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Divides each value by the mean of its surroundings in the same channel, a square of 2 radius + 1,
 * with zeros outside the image; 1e-12 is added to the mean.
 *
 * <p>Source: M. Mozafari, M. Ganjtabesh, A. Nowzari-Dalini, T. Masquelier, SpykeTorch, Frontiers in
 * Neuroscience 13, 2019.
 */
final class LocalNormalisationEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "local_normalisation";
  }

  @Override
  public String summary() {
    return "Divides each value of an image by the mean of its surroundings in the same channel.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("radius", "", 8, Bound.POSITIVE, "The square has side 2 radius + 1."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return Plane.of(name(), settings.shape()).shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    Plane plane = Plane.of(name(), settings.shape());
    int radius = Numbers.whole(this, settings, "radius", FilterBank.MAX_SIZE);
    return new ImageEncoding(plane.size(), plane.size(), new Normalisation(plane, radius));
  }

  private record Normalisation(Plane plane, int radius) implements ImageEncoding.Transform {
    private static final double EPSILON = 1e-12;

    @Override
    public void apply(double[] image, double[] result) {
      double[] rowSums = new double[plane.area()];
      for (int c = 0; c < plane.channels(); c++) {
        int first = c * plane.area();
        for (int i = 0; i < rowSums.length; i++) {
          rowSums[i] = sum(image, first + i, 1, i % plane.width(), plane.width());
        }
        for (int i = 0; i < rowSums.length; i++) {
          if (image[first + i] != 0) {
            double sum = sum(rowSums, i, plane.width(), i / plane.width(), plane.height());
            double side = 2.0 * radius + 1;
            result[first + i] = image[first + i] / (sum / (side * side) + EPSILON);
          }
        }
      }
    }

    /** Sum of the values within the radius along one dimension. */
    private double sum(double[] values, int at, int stride, int place, int length) {
      int from = Math.max(-radius, -place);
      int to = Math.min(radius, length - 1 - place);
      double sum = 0;
      for (int d = from; d <= to; d++) {
        sum += values[at + d * stride];
      }
      return sum;
    }
  }
}
