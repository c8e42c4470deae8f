package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.List;

/** Flat addresses of a camera's pixels, row-major over (polarity, y, x) or (y, x). */
public final class PixelGrid {
  private final List<Integer> shape;
  final int height;
  final int width;

  /** What is added to the address of an ON event: 0 if polarities are not told apart. */
  final int plane;

  /**
   * @param shape {@code [2, height, width]}, polarity 0 = OFF; or {@code [height, width]}, which
   *     does not tell polarities apart
   * @throws IllegalArgumentException if the shape is another, or too large for addresses
   */
  public PixelGrid(List<Integer> shape) {
    this.shape = List.copyOf(shape);
    boolean merged = shape.size() == 2;
    if (!merged && !(shape.size() == 3 && (shape.get(0) == 1 || shape.get(0) == 2))) {
      throw new IllegalArgumentException(
          "events with x and y need a shape [2, height, width] or [height, width], not " + shape);
    }
    height = shape.get(shape.size() - 2);
    width = shape.get(shape.size() - 1);
    int polarities = merged ? 1 : shape.get(0);
    if ((long) polarities * height * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("shape " + shape + " has more than 2^31 addresses");
    }
    plane = polarities == 2 ? height * width : 0;
  }

  /** The grid of a camera. */
  static PixelGrid camera(int width, int height) {
    return new PixelGrid(List.of(2, height, width));
  }

  /**
   * The shape that the user gave; else what the file or the format says.
   *
   * @throws SensorException if the user's shape is none of pixels
   */
  static PixelGrid of(Path file, ReadOptions options, int width, int height)
      throws SensorException {
    if (options.shape().isEmpty()) {
      return camera(width, height);
    }
    try {
      return new PixelGrid(options.shape());
    } catch (IllegalArgumentException e) {
      throw SensorException.ofFile(
          file, String.valueOf(e.getMessage()), "give one of pixels, such as --shape 2x480x640");
    }
  }

  List<Integer> shape() {
    return shape;
  }

  public boolean contains(long x, long y) {
    return x >= 0 && x < width && y >= 0 && y < height;
  }

  /** The address of a pixel that the grid contains. */
  public int address(int x, int y, boolean on) {
    return (on ? plane : 0) + y * width + x;
  }

  @Override
  public String toString() {
    return "x 0.." + (width - 1) + ", y 0.." + (height - 1);
  }
}
