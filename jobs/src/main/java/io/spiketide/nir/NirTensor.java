package io.spiketide.nir;

import java.util.Arrays;
import java.util.List;

/**
 * A parameter of a node: numbers in row-major order with their shape. Values of 32 bits are widened
 * to doubles without change.
 *
 * @param shape empty for a scalar
 * @param values as many as the shape says; not copied, not to be changed
 */
public record NirTensor(List<Integer> shape, double[] values) {

  public NirTensor {
    shape = List.copyOf(shape);
    if (sizeOf(shape) != values.length) {
      throw new IllegalArgumentException(
          "a tensor of shape " + shape + " has " + sizeOf(shape) + " values, not " + values.length);
    }
  }

  /** A tensor of rank 1. */
  public static NirTensor vector(double... values) {
    return new NirTensor(List.of(values.length), values);
  }

  /** A tensor with the same value everywhere. */
  public static NirTensor filled(List<Integer> shape, double value) {
    double[] values = new double[Math.toIntExact(sizeOf(shape))];
    Arrays.fill(values, value);
    return new NirTensor(shape, values);
  }

  /** Number of values in a shape, 1 for a scalar; negative dimensions count as none. */
  static long sizeOf(List<Integer> shape) {
    long size = 1;
    for (int d : shape) {
      size = Math.multiplyExact(size, Math.max(0, d));
    }
    return size;
  }

  public int rank() {
    return shape.size();
  }

  public int size() {
    return values.length;
  }

  public int dim(int i) {
    return shape.get(i);
  }

  /** Whether all values are the same; true for one value, false for none. */
  public boolean isUniform() {
    for (double v : values) {
      if (Double.doubleToLongBits(v) != Double.doubleToLongBits(values[0])) {
        return false;
      }
    }
    return values.length > 0;
  }

  /** The same numbers under another shape of the same size. */
  public NirTensor reshaped(List<Integer> newShape) {
    return new NirTensor(newShape, values);
  }

  /** Every value times a factor. */
  public NirTensor times(double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return new NirTensor(shape, scaled);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof NirTensor t && shape.equals(t.shape) && Arrays.equals(values, t.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return shape + (values.length <= 8 ? Arrays.toString(values) : "[" + values[0] + ", …]");
  }
}
