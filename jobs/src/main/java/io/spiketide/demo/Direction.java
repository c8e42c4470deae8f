package io.spiketide.demo;

import java.util.Arrays;
import java.util.List;

/**
 * The eight directions of motion, counter-clockwise from east in steps of 45°. Images count y
 * downwards, so north is towards smaller y.
 */
public enum Direction {
  E(1, 0, "→"),
  NE(1, -1, "↗"),
  N(0, -1, "↑"),
  NW(-1, -1, "↖"),
  W(-1, 0, "←"),
  SW(-1, 1, "↙"),
  S(0, 1, "↓"),
  SE(1, 1, "↘");

  private final int dx;
  private final int dy;
  private final String arrow;

  Direction(int dx, int dy, String arrow) {
    this.dx = dx;
    this.dy = dy;
    this.arrow = arrow;
  }

  /** Step in x in pixels, -1 to 1. */
  public int dx() {
    return dx;
  }

  /** Step in y in pixels, -1 to 1; positive is downwards. */
  public int dy() {
    return dy;
  }

  /** Length of the step in pixels: 1 or √2. */
  public double length() {
    return StrictMath.sqrt(dx * dx + dy * dy);
  }

  /** An arrow that points there. */
  public String arrow() {
    return arrow;
  }

  /** The names of all directions, in order; the labels of the network's answers. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Enum::name).toList();
  }
}
