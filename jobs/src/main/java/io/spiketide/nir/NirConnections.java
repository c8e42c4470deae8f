package io.spiketide.nir;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Conv1d;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Values;
import io.spiketide.nir.NirNode.Operation;
import org.jspecify.annotations.Nullable;

/** What an operation is in a projection: connectivity, weights, delays and bias. */
final class NirConnections {
  private static final double DELAY_TOLERANCE = 1e-4;

  private NirConnections() {}

  /**
   * Who is connected.
   *
   * @throws IllegalArgumentException if the parameters contradict each other
   */
  static Connectivity connectivity(Operation node) {
    if (node instanceof NirNode.Affine || node instanceof NirNode.Linear) {
      return new Connectivity.AllToAll(true);
    } else if (node instanceof NirNode.Conv1d n) {
      requireRank(n.weight(), 3);
      int kernel = n.weight().dim(2);
      int given = n.padding().sidesOrZero().x();
      return new Conv1d(
          n.weight().dim(0),
          kernel,
          n.stride(),
          n.padding().resolve(given, kernel, n.stride(), n.dilation()),
          n.dilation(),
          n.groups());
    } else if (node instanceof NirNode.Conv2d n) {
      requireRank(n.weight(), 4);
      Pair kernel = new Pair(n.weight().dim(2), n.weight().dim(3));
      Pair given = n.padding().sidesOrZero();
      return new Conv2d(
          n.weight().dim(0),
          kernel,
          n.stride(),
          new Pair(
              n.padding().resolve(given.y(), kernel.y(), n.stride().y(), n.dilation().y()),
              n.padding().resolve(given.x(), kernel.x(), n.stride().x(), n.dilation().x())),
          n.dilation(),
          n.groups());
    } else if (node instanceof NirNode.SumPool2d n) {
      return new Pool2d(Pool2d.Kind.SUM, n.kernel(), n.stride(), n.padding());
    } else if (node instanceof NirNode.AvgPool2d n) {
      return new Pool2d(Pool2d.Kind.AVERAGE, n.kernel(), n.stride(), n.padding());
    }
    return new Connectivity.OneToOne();
  }

  /** Weights, one number where all are the same. */
  static Values weights(Operation node) {
    if (node instanceof NirNode.Affine n) {
      return values(n.weight());
    } else if (node instanceof NirNode.Linear n) {
      return values(n.weight());
    } else if (node instanceof NirNode.Conv1d n) {
      return values(n.weight());
    } else if (node instanceof NirNode.Conv2d n) {
      return values(n.weight());
    } else if (node instanceof NirNode.Scale n) {
      return values(n.scale());
    }
    return Values.of(1.0);
  }

  /**
   * Delays in ticks.
   *
   * @throws IllegalArgumentException if one is no multiple of the step
   */
  static Values delays(Operation node, double stepMillis) {
    if (!(node instanceof NirNode.Delay n)) {
      return Values.of(0.0);
    }
    double[] ticks = new double[n.delay().size()];
    for (int i = 0; i < ticks.length; i++) {
      double steps = n.delay().values()[i] * 1000 / stepMillis;
      ticks[i] = Math.rint(steps);
      if (!(steps >= 0) || Math.abs(steps - ticks[i]) > DELAY_TOLERANCE * Math.max(1, ticks[i])) {
        throw new IllegalArgumentException(
            "delay "
                + n.delay().values()[i]
                + " s is no multiple of the model step of "
                + stepMillis
                + " ms");
      }
    }
    return values(new NirTensor(n.delay().shape(), ticks));
  }

  /** The delays that {@link #delays} gives, one tick longer. */
  static Values plusOne(Values delays) {
    if (delays instanceof Values.Listed listed) {
      double[] longer = listed.values().clone();
      for (int i = 0; i < longer.length; i++) {
        longer[i]++;
      }
      return new Values.Listed(longer);
    }
    return Values.of(((Values.Constant) delays).value() + 1);
  }

  /** Bias for every target neuron; null where it is zero everywhere. */
  static double @Nullable [] bias(Operation node, int targets) {
    NirTensor bias = null;
    if (node instanceof NirNode.Affine n) {
      bias = n.bias();
    } else if (node instanceof NirNode.Conv1d n) {
      bias = n.bias();
    } else if (node instanceof NirNode.Conv2d n) {
      bias = n.bias();
    }
    if (bias == null || (bias.isUniform() && bias.values()[0] == 0)) {
      return null;
    }
    double[] each = new double[targets];
    int perChannel = targets / bias.size();
    for (int i = 0; i < targets; i++) {
      each[i] = bias.values()[i / perChannel];
    }
    return each;
  }

  /** The numbers of a tensor; one constant where all are the same. */
  static Values values(NirTensor tensor) {
    return tensor.isUniform() ? Values.of(tensor.values()[0]) : new Values.Listed(tensor.values());
  }

  private static void requireRank(NirTensor weight, int rank) {
    if (weight.rank() != rank || weight.shape().contains(0)) {
      throw new IllegalArgumentException(
          "weight has shape " + weight.shape() + " where " + rank + " dimensions are needed");
    }
  }
}
