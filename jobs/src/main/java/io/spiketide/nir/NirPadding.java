package io.spiketide.nir;

import io.spiketide.network.Connectivity.Pair;

/** The padding of a convolution: given in numbers, or by one of the words of NIR. */
public sealed interface NirPadding {

  /** Padding by numbers of rows and columns on either side; a convolution of rank 1 reads x. */
  record Explicit(Pair sides) implements NirPadding {}

  /** {@code 'same'}: as much as keeps the size, at stride 1. */
  record Same() implements NirPadding {}

  /** {@code 'valid'}: none. */
  record Valid() implements NirPadding {}

  /**
   * The rows or columns on either side of one dimension.
   *
   * @param explicit the number, where it is given
   * @throws IllegalArgumentException if 'same' has no equal sides, or a stride other than 1
   */
  default int resolve(int explicit, int kernel, int stride, int dilation) {
    if (this instanceof Explicit) {
      return explicit;
    } else if (this instanceof Valid) {
      return 0;
    }
    int both = dilation * (kernel - 1);
    if (stride != 1) {
      throw new IllegalArgumentException("padding 'same' with a stride of " + stride);
    }
    if (both % 2 != 0) {
      throw new IllegalArgumentException(
          "padding 'same' of a kernel of " + kernel + " pads one side more than the other");
    }
    return both / 2;
  }

  /** The padding of a dimension y, in numbers, or 0 for a word. */
  default Pair sidesOrZero() {
    return this instanceof Explicit e ? e.sides() : new Pair(0, 0);
  }
}
