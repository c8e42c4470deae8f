package io.spiketide.encoding;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * At each place of the image only the channel with the largest value keeps it, the first one on
 * ties; values of 0 and below never win.
 *
 * <p>Source: M. Mozafari, M. Ganjtabesh, A. Nowzari-Dalini, T. Masquelier, SpykeTorch, Frontiers in
 * Neuroscience 13, 2019.
 */
final class PointwiseInhibitionEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "pointwise_inhibition";
  }

  @Override
  public String summary() {
    return "At each place of an image only the channel with the largest value keeps it.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return Plane.of(name(), settings.shape()).shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    Plane plane = Plane.of(name(), settings.shape());
    return new ImageEncoding(
        plane.size(), plane.size(), (image, result) -> inhibit(plane, image, result));
  }

  private static void inhibit(Plane plane, double[] image, double[] result) {
    for (int place = 0; place < plane.area(); place++) {
      int winner = place;
      for (int other = place; other < image.length; other += plane.area()) {
        winner = image[other] > image[winner] ? other : winner;
      }
      result[winner] = Math.max(0, image[winner]);
    }
  }
}
