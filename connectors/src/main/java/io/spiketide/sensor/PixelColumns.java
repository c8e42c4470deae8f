package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.List;

/**
 * Takes addresses apart into x, y and polarity: of a shape {@code [2, height, width]}; with {@code
 * [height, width]} every event counts as ON, and in any other shape the address itself is x.
 */
public final class PixelColumns {
  private final int height;
  private final int width;
  private final int plane;
  private final boolean hasPolarity;

  public PixelColumns(List<Integer> shape) {
    int rank = shape.size();
    boolean isImage = rank == 2 || rank == 3 && shape.get(0) <= 2;
    width = isImage ? shape.get(rank - 1) : size(shape);
    height = isImage ? shape.get(rank - 2) : 1;
    hasPolarity = rank == 3 && shape.get(0) == 2;
    plane = hasPolarity ? width * height : Integer.MAX_VALUE;
  }

  private static int size(List<Integer> shape) {
    return shape.isEmpty() ? Integer.MAX_VALUE : shape.stream().reduce(1, Math::multiplyExact);
  }

  /**
   * The columns of a shape whose x and y fit a format.
   *
   * @param mostSide largest width and height
   * @throws SensorException if they do not
   */
  static PixelColumns within(Path file, List<Integer> shape, int mostSide) throws SensorException {
    PixelColumns columns = new PixelColumns(shape);
    if (shape.isEmpty() || columns.width > mostSide || columns.height > mostSide) {
      throw SensorException.ofFile(
          file,
          (shape.isEmpty() ? "a sensor of unknown shape" : "a sensor of shape " + shape)
              + " does not fit, whose sides go up to "
              + mostSide,
          "give its --shape, such as 2x480x640");
    }
    return columns;
  }

  /** Columns of the sensor; of other shapes than an image's all addresses. */
  public int width() {
    return width;
  }

  /** Rows of the sensor; 1 for other shapes than an image's. */
  public int height() {
    return height;
  }

  public int x(int address) {
    return address % plane % width;
  }

  public int y(int address) {
    return address % plane / width;
  }

  public boolean isOn(int address) {
    return !hasPolarity || address >= plane;
  }

  /** Whether the shape tells ON from OFF events. */
  public boolean hasPolarity() {
    return hasPolarity;
  }
}
