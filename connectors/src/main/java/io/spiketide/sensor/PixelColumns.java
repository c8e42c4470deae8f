package io.spiketide.sensor;

import java.util.List;

/**
 * Takes addresses apart into x, y and polarity: of a shape {@code [2, height, width]}; with {@code
 * [height, width]} every event counts as ON, and in any other shape the address itself is x.
 */
public final class PixelColumns {
  private final int plane;
  private final int width;
  private final boolean hasPolarity;

  public PixelColumns(List<Integer> shape) {
    int rank = shape.size();
    boolean isImage = rank == 2 || rank == 3 && shape.get(0) <= 2;
    width = isImage ? shape.get(rank - 1) : Integer.MAX_VALUE;
    hasPolarity = rank == 3 && shape.get(0) == 2;
    plane = hasPolarity ? width * shape.get(1) : Integer.MAX_VALUE;
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
