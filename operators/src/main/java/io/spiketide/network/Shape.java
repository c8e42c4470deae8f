package io.spiketide.network;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/** The shape of a population or input; neurons are numbered row-major (last dimension fastest). */
public record Shape(List<Integer> dimensions) implements Serializable {

  public Shape {
    dimensions = List.copyOf(dimensions);
    if (dimensions.isEmpty()) {
      throw new IllegalArgumentException("a shape needs at least one dimension");
    }
    long size = 1;
    for (int d : dimensions) {
      if (d < 1) {
        throw new IllegalArgumentException("shape " + dimensions + " has a dimension below 1");
      }
      size *= d;
      if (size > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException("shape " + dimensions + " has more than 2^31 neurons");
      }
    }
  }

  public static Shape of(Integer... dimensions) {
    return new Shape(List.of(dimensions));
  }

  /** Number of neurons. */
  public int size() {
    int size = 1;
    for (int d : dimensions) {
      size *= d;
    }
    return size;
  }

  public int rank() {
    return dimensions.size();
  }

  public int dim(int i) {
    return dimensions.get(i);
  }

  @Override
  public String toString() {
    return dimensions.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
