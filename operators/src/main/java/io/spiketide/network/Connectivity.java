package io.spiketide.network;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Which neurons of a source are connected to which neurons of a target, and in which order listed
 * weights and delays are given.
 *
 * <p>Random connectivity is drawn by counter from the network's seed and the projection's name.
 */
public sealed interface Connectivity extends Serializable {

  /**
   * Every source neuron to every target neuron. Listed weights are a matrix, row-major {@code
   * [target][source]} (out, in), as trained networks store it.
   *
   * @param autapses whether a neuron connects to itself; matters only within one population
   */
  record AllToAll(boolean autapses) implements Connectivity {}

  /**
   * Neuron i to neuron i of a target of the same size (flatten, scale and identity are this).
   * Listed weights: one per neuron.
   */
  record OneToOne() implements Connectivity {}

  /** The given pairs, in any order, repeats allowed. Listed weights and delays: one per pair. */
  record Listed(int[] sources, int[] targets) implements Connectivity {
    public Listed {
      if (sources.length != targets.length) {
        throw new IllegalArgumentException(
            "listed: " + sources.length + " sources but " + targets.length + " targets");
      }
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Listed other
          && Arrays.equals(sources, other.sources)
          && Arrays.equals(targets, other.targets);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(sources) + Arrays.hashCode(targets);
    }

    @Override
    public String toString() {
      return "Listed[" + sources.length + " synapses]";
    }
  }

  /** Each pair with probability p, independently. */
  record FixedProbability(double p, boolean autapses) implements Connectivity {
    public FixedProbability {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("fixed_probability: p " + p + " is outside 0..1");
      }
    }
  }

  /** Each target neuron from {@code indegree} sources drawn with (or without) repetition. */
  record FixedIndegree(int indegree, boolean autapses, boolean multapses) implements Connectivity {
    public FixedIndegree {
      if (indegree < 0) {
        throw new IllegalArgumentException("fixed_indegree: indegree " + indegree + " below 0");
      }
    }
  }

  /** Exactly {@code number} synapses, source and target of each drawn with repetition. */
  record FixedTotalNumber(long number, boolean autapses) implements Connectivity {
    public FixedTotalNumber {
      if (number < 0) {
        throw new IllegalArgumentException("fixed_total_number: number " + number + " below 0");
      }
    }
  }

  /**
   * Cross-correlation over {@code [channels, length]}. Listed weights: {@code [out][in /
   * groups][kernel]}.
   */
  record Conv1d(int outChannels, int kernel, int stride, int padding, int dilation, int groups)
      implements Connectivity {
    public Conv1d {
      requirePositive("conv1d", outChannels, kernel, stride, dilation, groups);
      requirePadding("conv1d", padding);
    }
  }

  /**
   * Cross-correlation over {@code [channels, height, width]}; each pair is (height, width). Listed
   * weights: {@code [out][in / groups][kernelHeight][kernelWidth]}.
   */
  record Conv2d(int outChannels, Pair kernel, Pair stride, Pair padding, Pair dilation, int groups)
      implements Connectivity {
    public Conv2d {
      requirePositive("conv2d", outChannels, kernel.y(), kernel.x(), groups);
      requirePositive("conv2d", stride.y(), stride.x(), dilation.y(), dilation.x());
      requirePadding("conv2d", padding.y());
      requirePadding("conv2d", padding.x());
    }
  }

  /**
   * Pooling over {@code [channels, height, width]}, zero padded: the sum or mean of the window's
   * counts, or the largest count of the tick. A constant weight multiplies the result.
   */
  record Pool2d(Kind kind, Pair kernel, Pair stride, Pair padding) implements Connectivity {
    /** How a window is reduced. */
    public enum Kind {
      SUM,
      AVERAGE,
      MAX
    }

    public Pool2d {
      requirePositive("pool2d", kernel.y(), kernel.x(), stride.y(), stride.x());
      requirePadding("pool2d", padding.y());
      requirePadding("pool2d", padding.x());
    }
  }

  /** Two numbers of a plane: y (height, rows) first, then x (width, columns). */
  record Pair(int y, int x) implements Serializable {}

  private static void requirePositive(String what, int... numbers) {
    for (int number : numbers) {
      if (number < 1) {
        throw new IllegalArgumentException(
            what + ": channels, kernel, stride, dilation and groups must be at least 1");
      }
    }
  }

  private static void requirePadding(String what, int padding) {
    if (padding < 0) {
      throw new IllegalArgumentException(what + ": padding " + padding + " is negative");
    }
  }
}
