package io.spiketide.kernel;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Connectivity.Conv1d;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Connectivity.FixedIndegree;
import io.spiketide.network.Connectivity.FixedProbability;
import io.spiketide.network.Connectivity.FixedTotalNumber;
import io.spiketide.network.Connectivity.OneToOne;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Shape;

/** Counts of synapses and weights by arithmetic alone, before anything is allocated. */
final class Synaptic {
  private Synaptic() {}

  /** How many weights a list must have; -1 where weights cannot be listed. */
  static long listedWeights(Connectivity connectivity, Shape source, Shape target) {
    if (connectivity instanceof AllToAll) {
      return (long) source.size() * target.size();
    } else if (connectivity instanceof OneToOne) {
      return source.size();
    } else if (connectivity instanceof Connectivity.Listed l) {
      return l.sources().length;
    } else if (connectivity instanceof Conv1d c) {
      return (long) c.outChannels() * (source.dim(0) / c.groups()) * c.kernel();
    } else if (connectivity instanceof Conv2d c) {
      return (long) c.outChannels()
          * (source.dim(0) / c.groups())
          * c.kernel().y()
          * c.kernel().x();
    }
    return -1;
  }

  /** The order of listed weights with its sizes, such as {@code [target][source] = 2x12}. */
  static String weightLayout(Connectivity connectivity, Shape source, Shape target) {
    if (connectivity instanceof AllToAll) {
      return "[target][source] = " + target.size() + "x" + source.size();
    } else if (connectivity instanceof OneToOne) {
      return "one per neuron";
    } else if (connectivity instanceof Connectivity.Listed) {
      return "one per pair";
    } else if (connectivity instanceof Conv1d c) {
      return "[out][in / groups][kernel] = "
          + c.outChannels()
          + "x"
          + source.dim(0) / c.groups()
          + "x"
          + c.kernel();
    } else if (connectivity instanceof Conv2d c) {
      return "[out][in / groups][kernel height][kernel width] = "
          + c.outChannels()
          + "x"
          + source.dim(0) / c.groups()
          + "x"
          + c.kernel().y()
          + "x"
          + c.kernel().x();
    }
    return "not listed";
  }

  /**
   * Synapses that are stored: all of a list, a matrix or a random graph (its mean), the kernel alone
   * of a convolution, none of a pooling.
   */
  static double stored(Connectivity connectivity, Shape source, Shape target) {
    if (connectivity instanceof FixedProbability f) {
      return f.p() * source.size() * target.size();
    } else if (connectivity instanceof FixedIndegree f) {
      return (double) f.indegree() * target.size();
    } else if (connectivity instanceof FixedTotalNumber f) {
      return f.number();
    } else if (connectivity instanceof Pool2d) {
      return 0;
    }
    return listedWeights(connectivity, source, target);
  }
}
