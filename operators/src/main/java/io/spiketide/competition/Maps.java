package io.spiketide.competition;

import io.spiketide.network.Shape;

/**
 * A population seen as feature maps: {@code [features, height, width]}; with two dimensions {@code
 * [features, length]}, with one a feature per neuron.
 */
record Maps(int features, int height, int width) {

  static Maps of(Shape shape) {
    int rank = shape.rank();
    if (rank > 3) {
      throw new IllegalArgumentException(
          "a population of %d dimensions has no feature maps; give it 1 to 3".formatted(rank));
    }
    return new Maps(
        shape.dim(0), rank == 3 ? shape.dim(1) : 1, rank == 1 ? 1 : shape.dim(rank - 1));
  }

  /** Number of neurons of a map. */
  int places() {
    return height * width;
  }

  int feature(int neuron) {
    return neuron / places();
  }

  int place(int neuron) {
    return neuron % places();
  }
}
