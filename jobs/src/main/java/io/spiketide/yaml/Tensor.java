package io.spiketide.yaml;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers with a shape, row-major.
 *
 * @param shape empty for a single number
 */
record Tensor(List<Integer> shape, double[] values) {
  Tensor {
    shape = List.copyOf(shape);
  }

  /** The shape as it is shown, such as {@code 2x12}. */
  static String text(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
