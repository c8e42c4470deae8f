package io.spiketide.network;

import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Connectivity.Conv1d;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Connectivity.OneToOne;
import io.spiketide.network.Connectivity.Pool2d;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Shapes that follow from a connectivity: of its target, and of its listed weights. */
public final class Geometry {
  private Geometry() {}

  /**
   * Output length of a sliding window along one dimension: floor((length + 2 padding - dilation
   * (kernel - 1) - 1) / stride) + 1.
   *
   * @throws IllegalArgumentException if the window does not fit
   */
  public static int slide(int length, int kernel, int stride, int padding, int dilation) {
    long room = length + 2L * padding - (long) dilation * (kernel - 1) - 1;
    if (room < 0) {
      throw new IllegalArgumentException(
          "a kernel of "
              + kernel
              + " (dilation "
              + dilation
              + ") does not fit a length of "
              + length
              + " with padding "
              + padding);
    }
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, room / stride + 1));
  }

  /**
   * Number of target neurons that a connectivity makes of a source shape; empty where any number is
   * allowed.
   *
   * @throws IllegalArgumentException if the source has a wrong rank or channel count; says which it
   *     needs
   */
  public static OptionalInt targetSize(Connectivity connectivity, Shape source) {
    if (connectivity instanceof OneToOne) {
      return OptionalInt.of(source.size());
    } else if (connectivity instanceof Conv1d || connectivity instanceof Conv2d) {
      return OptionalInt.of(targetShape(connectivity, source).size());
    } else if (connectivity instanceof Pool2d) {
      return OptionalInt.of(targetShape(connectivity, source).size());
    }
    return OptionalInt.empty();
  }

  /**
   * Shape that a convolution or pooling makes of a source shape.
   *
   * @throws IllegalArgumentException if the source has a wrong rank or channel count, or the
   *     connectivity has no shape of its own
   */
  public static Shape targetShape(Connectivity connectivity, Shape source) {
    if (connectivity instanceof Conv1d c) {
      requireRank("conv1d", "[channels, length]", 2, source);
      requireGroups("conv1d", source.dim(0), c.outChannels(), c.groups());
      return Shape.of(
          c.outChannels(), slide(source.dim(1), c.kernel(), c.stride(), c.padding(), c.dilation()));
    } else if (connectivity instanceof Conv2d c) {
      requireRank("conv2d", "[channels, height, width]", 3, source);
      requireGroups("conv2d", source.dim(0), c.outChannels(), c.groups());
      return Shape.of(
          c.outChannels(),
          slide(source.dim(1), c.kernel().y(), c.stride().y(), c.padding().y(), c.dilation().y()),
          slide(source.dim(2), c.kernel().x(), c.stride().x(), c.padding().x(), c.dilation().x()));
    } else if (connectivity instanceof Pool2d p) {
      requireRank("pooling", "[channels, height, width]", 3, source);
      return Shape.of(
          source.dim(0),
          slide(source.dim(1), p.kernel().y(), p.stride().y(), p.padding().y(), 1),
          slide(source.dim(2), p.kernel().x(), p.stride().x(), p.padding().x(), 1));
    }
    throw new IllegalArgumentException(connectivity + " has no shape of its own");
  }

  /**
   * Number of values in a list of weights; empty where weights cannot be listed (pooling and random
   * connectivity).
   */
  public static OptionalLong listedWeights(Connectivity connectivity, Shape source, Shape target) {
    if (connectivity instanceof AllToAll) {
      return OptionalLong.of((long) source.size() * target.size());
    } else if (connectivity instanceof OneToOne) {
      return OptionalLong.of(source.size());
    } else if (connectivity instanceof Connectivity.Listed l) {
      return OptionalLong.of(l.sources().length);
    } else if (connectivity instanceof Conv1d c) {
      return OptionalLong.of(product(c.outChannels(), source.dim(0) / c.groups(), c.kernel()));
    } else if (connectivity instanceof Conv2d c) {
      return OptionalLong.of(
          product(c.outChannels(), source.dim(0) / c.groups(), c.kernel().y(), c.kernel().x()));
    }
    return OptionalLong.empty();
  }

  /** The product of positive numbers, at most the largest long. */
  private static long product(int... factors) {
    long product = 1;
    for (int factor : factors) {
      product = product > Long.MAX_VALUE / factor ? Long.MAX_VALUE : product * factor;
    }
    return product;
  }

  private static void requireRank(String what, String needed, int rank, Shape source) {
    if (source.rank() != rank) {
      throw new IllegalArgumentException(
          what + " needs a source of shape " + needed + ", not " + source);
    }
  }

  private static void requireGroups(String what, int in, int out, int groups) {
    if (in % groups != 0 || out % groups != 0) {
      throw new IllegalArgumentException(
          what
              + ": "
              + in
              + " source and "
              + out
              + " target channels do not divide into "
              + groups
              + " groups");
    }
  }
}
