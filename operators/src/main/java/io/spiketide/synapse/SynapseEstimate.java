package io.spiketide.synapse;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Connectivity.Conv1d;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Connectivity.FixedIndegree;
import io.spiketide.network.Connectivity.FixedProbability;
import io.spiketide.network.Connectivity.FixedTotalNumber;
import io.spiketide.network.Connectivity.OneToOne;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Geometry;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import java.util.Locale;

/**
 * What the synapses of a projection will take, by arithmetic alone, before anything is allocated.
 *
 * @param stored number of synapses that are stored, on average for {@code fixed_probability}; of a
 *     convolution or pooling only the kernel is stored
 * @param bytes memory that they take when compiled, to a few per cent
 */
public record SynapseEstimate(double stored, double bytes) {
  private static final int BYTES_OF_INT = 4;
  private static final int BYTES_OF_FLOAT = 4;
  private static final int DELAYS_IN_A_BYTE = 256;
  private static final int BYTES_OF_REFERENCE = 8;
  private static final int BYTES_OF_ARRAY = 16;
  private static final int BYTES_OF_TAP = 8;
  private static final int MAX_INDEX = Integer.MAX_VALUE - 16;

  /**
   * Estimates a projection.
   *
   * @param redraw whether synapses are drawn again where that is possible, and take nothing
   */
  public static SynapseEstimate of(
      Projection projection, Shape source, Shape target, boolean redraw) {
    return redraw && projection.connectivity() instanceof FixedProbability
        ? new SynapseEstimate(0, 0)
        : of(projection, source, target);
  }

  /**
   * Estimates a projection whose synapses are stored; shapes that do not fit give an estimate
   * without meaning.
   */
  public static SynapseEstimate of(Projection projection, Shape source, Shape target) {
    Connectivity connectivity = projection.connectivity();
    double pairs = (double) source.size() * target.size();
    boolean oneWeight = projection.weights() instanceof Values.Constant;
    boolean oneDelay = projection.delays() instanceof Values.Constant;
    int ofDelay = bytesOfDelay(projection.delays());
    if (connectivity instanceof AllToAll && oneDelay) {
      return new SynapseEstimate(pairs, denseBytes(source.size(), target.size(), oneWeight));
    } else if (connectivity instanceof OneToOne) {
      double each = Double.BYTES + ofDelay;
      return new SynapseEstimate(source.size(), each * source.size());
    } else if (connectivity instanceof Conv1d c) {
      return convolution(projection, source, target, c.outChannels() / c.groups());
    } else if (connectivity instanceof Conv2d c) {
      return convolution(projection, source, target, c.outChannels() / c.groups());
    } else if (connectivity instanceof Pool2d) {
      return new SynapseEstimate(1, tapBytes(connectivity, source));
    }
    double stored = stored(connectivity, pairs, target.size());
    int ofTarget = target.size() <= Targets.NARROW ? Character.BYTES : BYTES_OF_INT;
    double each = ofTarget + (oneWeight ? 0 : BYTES_OF_FLOAT) + ofDelay;
    return new SynapseEstimate(stored, each * stored + BYTES_OF_INT * (source.size() + 1.0));
  }

  /** The estimate for so many of the target neurons. */
  SynapseEstimate onto(int targets, int ofTargets) {
    double part = ofTargets == 0 ? 1 : (double) targets / ofTargets;
    return new SynapseEstimate(part * stored, part * bytes);
  }

  /** Of a synapse whose delay is its own; ranges that are not known are taken for short ones. */
  private static int bytesOfDelay(Values delays) {
    if (delays instanceof Values.Constant) {
      return 0;
    }
    return delays instanceof Values.Uniform range && range.high() - range.low() > DELAYS_IN_A_BYTE
        ? 2
        : 1;
  }

  private static SynapseEstimate convolution(
      Projection projection, Shape source, Shape target, int outPerGroup) {
    Connectivity connectivity = projection.connectivity();
    double weights = Geometry.listedWeights(connectivity, source, target).orElse(0);
    double rows = weights / Math.max(1, outPerGroup);
    return new SynapseEstimate(
        weights, kernelBytes(rows, outPerGroup) + tapBytes(connectivity, source));
  }

  /** Kernels as rows of 64-bit weights, one for each input channel and kernel element. */
  static double kernelBytes(double rows, int outPerGroup) {
    return rows * (BYTES_OF_REFERENCE + BYTES_OF_ARRAY + (double) Double.BYTES * outPerGroup);
  }

  private static double stored(Connectivity connectivity, double pairs, int targets) {
    if (connectivity instanceof Connectivity.Listed listed) {
      return listed.sources().length;
    } else if (connectivity instanceof FixedProbability f) {
      return f.p() * pairs;
    } else if (connectivity instanceof FixedIndegree f) {
      return (double) f.indegree() * targets;
    } else if (connectivity instanceof FixedTotalNumber f) {
      return f.number();
    }
    return pairs;
  }

  static long denseBytes(int sources, int targets, boolean sharedWeight) {
    long rows = sharedWeight ? 1 : sources;
    int bytesOfWeight = WeightRows.isWide(sources, targets) ? Double.BYTES : BYTES_OF_FLOAT;
    return (long) BYTES_OF_REFERENCE * sources
        + rows * ((long) bytesOfWeight * targets + BYTES_OF_ARRAY);
  }

  /** Kernel elements meet every output of their dimension once. */
  private static double tapBytes(Connectivity connectivity, Shape source) {
    Shape out = Geometry.targetShape(connectivity, source);
    if (connectivity instanceof Conv1d c) {
      return taps(source.dim(1), out.dim(1), c.kernel()) + taps(1, 1, 1);
    } else if (connectivity instanceof Conv2d c) {
      return taps(source.dim(1), out.dim(1), c.kernel().y())
          + taps(source.dim(2), out.dim(2), c.kernel().x());
    } else if (connectivity instanceof Pool2d p) {
      return taps(source.dim(1), out.dim(1), p.kernel().y())
          + taps(source.dim(2), out.dim(2), p.kernel().x());
    }
    return 0;
  }

  private static double taps(int inputs, int outputs, int kernel) {
    return BYTES_OF_INT * (inputs + 1.0) + (double) BYTES_OF_TAP * outputs * kernel;
  }

  /** The memory in words, such as {@code 3.2 GB}. */
  public String memory() {
    return memory(bytes);
  }

  private static String memory(double bytes) {
    String[] units = {"bytes", "kB", "MB", "GB", "TB", "PB"};
    int unit = 0;
    double amount = bytes;
    while (amount >= 1000 && unit < units.length - 1) {
      amount /= 1000;
      unit++;
    }
    String format = unit == 0 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, format, amount, units[unit]);
  }

  /**
   * Checks that the synapses can be stored in this process.
   *
   * @throws IllegalArgumentException that says the memory they would take
   */
  void requireRoom() {
    long most = Runtime.getRuntime().maxMemory();
    if (bytes > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%.0f synapses would take %s", stored, memory())
              + ", more than the "
              + memory((double) most)
              + " of this process; give it more memory or connect more sparsely");
    }
  }

  /**
   * Checks that so many synapses fit one compressed table.
   *
   * @throws IllegalArgumentException that says the memory they would take
   */
  static void requireIndexable(double synapses) {
    if (synapses > MAX_INDEX) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "%.0f synapses would take %s",
                  synapses,
                  memory(synapses * (BYTES_OF_INT + BYTES_OF_FLOAT)))
              + ", and at most "
              + MAX_INDEX
              + " fit one projection; connect more sparsely or split the populations");
    }
  }
}
