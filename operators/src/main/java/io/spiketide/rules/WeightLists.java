package io.spiketide.rules;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Connectivity.Conv1d;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Connectivity.OneToOne;
import io.spiketide.network.Shape;

/** Counts and orders of listed weights, by arithmetic alone. */
final class WeightLists {
  private WeightLists() {}

  /** How many weights a list must have; -1 where weights cannot be listed. */
  static long count(Connectivity connectivity, Shape source, Shape target) {
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
  static String layout(Connectivity connectivity, Shape source, Shape target) {
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
}
