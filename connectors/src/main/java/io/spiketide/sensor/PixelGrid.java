package io.spiketide.sensor;

import java.util.List;

/** Flat addresses of a camera's pixels, row-major over (polarity, y, x) or (y, x). */
public final class PixelGrid {
  private final int polarities;
  private final int height;
  private final int width;

  /**
   * @param shape {@code [2, height, width]}, polarity 0 = OFF; or {@code [height, width]}, which
   *     does not tell polarities apart
   * @throws IllegalArgumentException if the shape is another
   */
  public PixelGrid(List<Integer> shape) {
    boolean merged = shape.size() == 2;
    if (!merged && !(shape.size() == 3 && (shape.get(0) == 1 || shape.get(0) == 2))) {
      throw new IllegalArgumentException(
          "events with x and y need a shape [2, height, width] or [height, width], not " + shape);
    }
    polarities = merged ? 1 : shape.get(0);
    height = shape.get(shape.size() - 2);
    width = shape.get(shape.size() - 1);
  }

  public boolean contains(long x, long y) {
    return x >= 0 && x < width && y >= 0 && y < height;
  }

  /** The address of a pixel that the grid contains. */
  public int address(int x, int y, boolean on) {
    int channel = polarities == 2 && on ? 1 : 0;
    return (channel * height + y) * width + x;
  }

  @Override
  public String toString() {
    return "x 0.." + (width - 1) + ", y 0.." + (height - 1);
  }
}
