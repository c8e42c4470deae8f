package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Geometry;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Pools squares of each channel of an image: their sum, mean or maximum, with zeros outside the
 * image. Sums of squares that do not overlap cost nothing for addresses without events, so that
 * pixels of an event camera can be pooled in every tick.
 */
final class PoolEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "pool";
  }

  @Override
  public String summary() {
    return "Pools squares of each channel: the sum, mean or maximum of their values of a tick.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("size", "", 2, Bound.POSITIVE, "Height and width of a square."),
        ParameterSpec.of(
            "stride", "", 0, Bound.NON_NEGATIVE, "Distance of squares; 0 for their size."),
        ParameterSpec.of("padding", "", 0, Bound.NON_NEGATIVE, "Zeros around the image."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            "kind", List.of("sum", "mean", "max"), "What is made of the values of a square."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return squares(settings).shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    Squares squares = squares(settings);
    String kind = settings.arguments().option("kind");
    if (kind.equals("sum") && squares.stride >= squares.size) {
      return new Sums(squares);
    }
    return new ImageEncoding(
        squares.plane.size(),
        squares.shape().size(),
        (image, result) -> squares.pool(image, result, kind));
  }

  private Squares squares(EncoderSettings settings) {
    Plane plane = Plane.of(name(), settings.shape());
    int size = Numbers.whole(this, settings, "size", Math.max(plane.height(), plane.width()));
    int stride = Numbers.whole(this, settings, "stride", Integer.MAX_VALUE);
    int padding = Numbers.whole(this, settings, "padding", size - 1);
    return new Squares(plane, size, stride == 0 ? size : stride, padding);
  }

  private record Squares(Plane plane, int size, int stride, int padding) {

    Shape shape() {
      return Shape.of(plane.channels(), height(), width());
    }

    int height() {
      return Geometry.slide(plane.height(), size, stride, padding, 1);
    }

    int width() {
      return Geometry.slide(plane.width(), size, stride, padding, 1);
    }

    void pool(double[] image, double[] result, String kind) {
      int at = 0;
      for (int c = 0; c < plane.channels(); c++) {
        for (int y = 0; y < height(); y++) {
          for (int x = 0; x < width(); x++) {
            result[at++] = square(image, c, y * stride - padding, x * stride - padding, kind);
          }
        }
      }
    }

    private double square(double[] image, int c, int top, int left, String kind) {
      int bottom = Math.min(top + size, plane.height());
      int right = Math.min(left + size, plane.width());
      boolean cut =
          top < 0 || left < 0 || top + size > plane.height() || left + size > plane.width();
      double largest = cut ? 0 : Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int y = Math.max(0, top); y < bottom; y++) {
        for (int x = Math.max(0, left); x < right; x++) {
          double value = image[c * plane.area() + y * plane.width() + x];
          largest = Math.max(largest, value);
          sum += value;
        }
      }
      return switch (kind) {
        case "max" -> largest;
        case "mean" -> sum / (size * size);
        default -> sum;
      };
    }

    /** The square that an address is in, -1 if none. */
    int squareOf(int address) {
      int inPlane = address % plane.area();
      int y = (inPlane / plane.width() + padding) / stride;
      int x = (inPlane % plane.width() + padding) / stride;
      boolean between =
          (inPlane / plane.width() + padding) % stride >= size
              || (inPlane % plane.width() + padding) % stride >= size;
      if (between || y >= height() || x >= width()) {
        return -1;
      }
      return (address / plane.area() * height() + y) * width() + x;
    }
  }

  /** Sends each event to the square that it is in. */
  private record Sums(Squares squares) implements Encoding {

    @Override
    public List<StateArray> state() {
      return List.of();
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      for (int i = 0; i < events.size(); i++) {
        int square = squares.squareOf(events.address(i));
        if (square >= 0) {
          spikes.add(square, events.value(i));
        }
      }
    }

    @Override
    public boolean ordered() {
      return false;
    }
  }
}
