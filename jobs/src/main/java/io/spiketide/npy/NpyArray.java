package io.spiketide.npy;

import java.util.Arrays;
import java.util.List;

/**
 * An array of numbers in row-major order (last dimension fastest), whatever order the file has.
 *
 * @param shape empty for a scalar
 * @param values as many as the shape says; not copied, not to be changed
 */
public record NpyArray(List<Integer> shape, double[] values) {
  public NpyArray {
    shape = List.copyOf(shape);
    long size = 1;
    for (int d : shape) {
      size *= d;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "an array of shape " + shape + " has " + size + " values, not " + values.length);
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof NpyArray a && shape.equals(a.shape) && Arrays.equals(values, a.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "NpyArray" + shape;
  }
}
