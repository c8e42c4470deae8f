package io.spiketide.encoding;

import io.spiketide.network.Shape;

/**
 * A shape as a stack of images.
 *
 * @param channels number of images, 1 for a shape [height, width]
 */
record Plane(int channels, int height, int width) {

  /**
   * The stack that a shape [height, width] or [channels, height, width] is.
   *
   * @param encoder who asks, for the message
   * @throws IllegalArgumentException if it is another shape
   */
  static Plane of(String encoder, Shape shape) {
    int rank = shape.rank();
    if (rank != 2 && rank != 3) {
      throw new IllegalArgumentException(
          encoder
              + " takes [height, width] or [channels, height, width], not the shape "
              + shape
              + "; give the shape of the image");
    }
    return new Plane(rank == 2 ? 1 : shape.dim(0), shape.dim(rank - 2), shape.dim(rank - 1));
  }

  int area() {
    return height * width;
  }

  int size() {
    return channels * area();
  }

  /** The same images with another number of channels. */
  Shape withChannels(int number) {
    return Shape.of(number, height, width);
  }

  /** The shape, with channels. */
  Shape shape() {
    return withChannels(channels);
  }
}
