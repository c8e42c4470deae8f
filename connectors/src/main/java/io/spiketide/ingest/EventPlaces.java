package io.spiketide.ingest;

import io.spiketide.sensor.PixelGrid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in the declared shape of a sensor its events lie. */
final class EventPlaces {
  /** Stands for no place in the shape. */
  static final int OUTSIDE = -1;

  private final @Nullable PixelGrid grid;
  private final int size;

  /**
   * @param shape {@code [2, height, width]} or {@code [height, width]} for cameras, {@code [n]} for
   *     sensors whose x is their address
   * @throws IllegalArgumentException if it is another
   */
  EventPlaces(List<Integer> shape) {
    grid = shape.size() == 1 ? null : new PixelGrid(shape);
    size = shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Row-major address, or {@link #OUTSIDE}. */
  int address(int x, int y, boolean on) {
    PixelGrid pixels = grid;
    if (pixels == null) {
      return y == 0 ? address(x) : OUTSIDE;
    }
    return pixels.contains(x, y) ? pixels.address(x, y, on) : OUTSIDE;
  }

  /** The address itself, or {@link #OUTSIDE}. */
  int address(int address) {
    return address >= 0 && address < size ? address : OUTSIDE;
  }

  @Override
  public String toString() {
    PixelGrid pixels = grid;
    return pixels == null ? "x 0.." + (size - 1) : pixels.toString();
  }
}
