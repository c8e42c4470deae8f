package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Geometry;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Square filters of one size, each of which makes an image of each image:
 *
 * <pre>
 * r(c * K + k, y, x) = sum over i, j of f_k(i, j) * image(c, y + i - padding, x + j - padding),
 * then 0 where r &lt; threshold, then |r| if {@code absolute} is on
 * </pre>
 *
 * <p>Outside the image there are zeros. Terms are added by rising address, those of zeros left out.
 *
 * @param filters K of them, each row by row
 * @param padding rows and columns of zeros around the image
 */
record FilterBank(
    Plane plane, double[][] filters, int size, int padding, double threshold, boolean absolute)
    implements ImageEncoding.Transform {

  /** Larger filters would not be filters of a neighbourhood any more. */
  static final int MAX_SIZE = 255;

  /** Stands for a padding by half the size, which keeps the image as large as it is. */
  private static final double SAME = -1;

  static final ParameterSpec PADDING =
      ParameterSpec.of(
          "padding", "", SAME, Bound.ANY, "Zeros around the image; -1 keeps its height and width.");
  static final ParameterSpec THRESHOLD =
      ParameterSpec.of(
          "threshold",
          "",
          Double.NEGATIVE_INFINITY,
          Bound.ANY_OR_INFINITE,
          "Smaller results become 0.");
  static final OptionSpec ABSOLUTE =
      new OptionSpec("absolute", List.of("off", "on"), "on: results lose their sign at the end.");

  /**
   * The filters of one encoder, those of smaller size in the middle of zeros.
   *
   * @param sizes of each filter
   * @throws IllegalArgumentException if a filter is larger than the padded image, or padding is
   *     neither -1 nor a whole number
   */
  static FilterBank of(SpikeEncoder encoder, EncoderSettings settings, double[][] filters) {
    int size = 1;
    for (double[] filter : filters) {
      size = Math.max(size, side(filter));
    }
    double[][] same = new double[filters.length][];
    for (int k = 0; k < filters.length; k++) {
      same[k] = centred(filters[k], size);
    }
    Plane plane = Plane.of(encoder.name(), settings.shape());
    double padding = settings.arguments().value("padding");
    if (padding != SAME && (padding != Math.rint(padding) || padding < 0 || padding > MAX_SIZE)) {
      throw new IllegalArgumentException(
          encoder.name()
              + ": padding "
              + padding
              + " is neither -1 nor a whole number of 0 to "
              + MAX_SIZE
              + "; change padding");
    }
    return new FilterBank(
        plane,
        same,
        size,
        padding == SAME ? size / 2 : (int) padding,
        settings.arguments().value("threshold"),
        settings.arguments().isOn("absolute"));
  }

  /**
   * A size that a parameter gives.
   *
   * @throws IllegalArgumentException if it is not odd, or too large
   */
  static int odd(SpikeEncoder encoder, double size) {
    if (size % 2 != 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          encoder.name()
              + ": size "
              + size
              + " is not an odd whole number of 1 to "
              + MAX_SIZE
              + "; change size");
    }
    return (int) size;
  }

  /** Subtracts the mean, then divides by the largest value. */
  static void normalise(double[] filter) {
    double sum = 0;
    for (double value : filter) {
      sum += value;
    }
    double mean = sum / filter.length;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < filter.length; i++) {
      filter[i] -= mean;
      largest = Math.max(largest, filter[i]);
    }
    for (int i = 0; i < filter.length && largest != 0; i++) {
      filter[i] /= largest;
    }
  }

  private static int side(double[] filter) {
    return (int) Math.round(Math.sqrt(filter.length));
  }

  private static double[] centred(double[] filter, int size) {
    int own = side(filter);
    int margin = (size - own) / 2;
    double[] centred = new double[size * size];
    for (int row = 0; row < own; row++) {
      System.arraycopy(filter, row * own, centred, (row + margin) * size + margin, own);
    }
    return centred;
  }

  Shape shape() {
    return Shape.of(plane.channels() * filters.length, height(), width());
  }

  private int height() {
    return Geometry.slide(plane.height(), size, 1, padding, 1);
  }

  private int width() {
    return Geometry.slide(plane.width(), size, 1, padding, 1);
  }

  Encoding encoding() {
    return new ImageEncoding(plane.size(), shape().size(), this);
  }

  @Override
  public void apply(double[] image, double[] result) {
    int address = 0;
    for (int c = 0; c < plane.channels(); c++) {
      for (int y = 0; y < plane.height(); y++) {
        for (int x = 0; x < plane.width(); x++, address++) {
          if (image[address] != 0) {
            spread(image[address], c, y, x, result);
          }
        }
      }
    }
    for (int i = 0; i < result.length; i++) {
      double kept = result[i] < threshold ? 0 : result[i];
      result[i] = absolute ? Math.abs(kept) : kept;
    }
  }

  /** Adds what one value of the image contributes. */
  private void spread(double value, int channel, int y, int x, double[] result) {
    int height = height();
    int width = width();
    int firstRow = Math.max(0, y + padding - height + 1);
    int endRow = Math.min(size, y + padding + 1);
    int firstColumn = Math.max(0, x + padding - width + 1);
    int endColumn = Math.min(size, x + padding + 1);
    for (int k = 0; k < filters.length; k++) {
      double[] filter = filters[k];
      int plane0 = (channel * filters.length + k) * height * width;
      for (int i = firstRow; i < endRow; i++) {
        int to = plane0 + (y + padding - i) * width + x + padding;
        for (int j = firstColumn; j < endColumn; j++) {
          result[to - j] += filter[i * size + j] * value;
        }
      }
    }
  }
}
