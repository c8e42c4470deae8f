package io.spiketide.nir;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Connectivity.Conv1d;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Connectivity.OneToOne;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Geometry;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.nir.NirNode.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The operation of NIR that a projection is; the opposite of {@link NirConnections}. */
final class NirOperations {
  private NirOperations() {}

  /** Whether weights and connectivity change nothing, so that no operation is needed. */
  static boolean isPlain(Projection p) {
    return p.connectivity() instanceof OneToOne && p.weights().equals(Values.of(1.0));
  }

  /**
   * The operation of a projection, without its delay.
   *
   * @throws NirException if NIR has none; names the projection
   */
  static Operation operation(Projection p, Shape source, Shape target) throws NirException {
    Connectivity c = p.connectivity();
    if (c instanceof AllToAll a) {
      NirTensor weight = weights(p, source, target).reshaped(List.of(target.size(), source.size()));
      if (!a.autapses() && p.source().equals(p.target())) {
        weight = withoutDiagonal(weight);
      }
      return p.bias() == null
          ? new NirNode.Linear(weight)
          : new NirNode.Affine(weight, bias(p, target.size()));
    } else if (c instanceof OneToOne && p.bias() == null) {
      return new NirNode.Scale(weights(p, source, target).reshaped(source.dimensions()));
    } else if (c instanceof Conv1d n) {
      return new NirNode.Conv1d(
          source.dim(1),
          weights(p, source, target)
              .reshaped(List.of(n.outChannels(), source.dim(0) / n.groups(), n.kernel())),
          n.stride(),
          new NirPadding.Explicit(new Pair(n.padding(), n.padding())),
          n.dilation(),
          n.groups(),
          bias(p, n.outChannels()));
    } else if (c instanceof Conv2d n) {
      return new NirNode.Conv2d(
          new Pair(source.dim(1), source.dim(2)),
          weights(p, source, target)
              .reshaped(
                  List.of(
                      n.outChannels(), source.dim(0) / n.groups(), n.kernel().y(), n.kernel().x())),
          n.stride(),
          new NirPadding.Explicit(n.padding()),
          n.dilation(),
          n.groups(),
          bias(p, n.outChannels()));
    } else if (c instanceof Pool2d n && p.bias() == null && p.weights().equals(Values.of(1.0))) {
      if (n.kind() == Pool2d.Kind.SUM) {
        return new NirNode.SumPool2d(n.kernel(), n.stride(), n.padding());
      } else if (n.kind() == Pool2d.Kind.AVERAGE) {
        return new NirNode.AvgPool2d(n.kernel(), n.stride(), n.padding());
      }
    }
    throw fault(
        p,
        "NIR has no operation for " + c.getClass().getSimpleName() + " with its weights and bias",
        "use dense weights, a convolution, sum or average pooling, or one_to_one");
  }

  /** The shape that an operation gives. */
  static Shape gives(Projection p, Shape source, Shape target) throws NirException {
    if (p.connectivity() instanceof AllToAll) {
      return Shape.of(target.size());
    }
    if (p.connectivity() instanceof OneToOne) {
      return source;
    }
    try {
      return Geometry.targetShape(p.connectivity(), source);
    } catch (IllegalArgumentException e) {
      throw fault(p, String.valueOf(e.getMessage()), "correct the shapes");
    }
  }

  /** The delay of a projection; empty if there is none. */
  static Optional<NirNode.Delay> delay(Projection p, Shape source, double stepMillis)
      throws NirException {
    double[] ticks;
    if (p.delays() instanceof Values.Constant c) {
      ticks = new double[source.size()];
      Arrays.fill(ticks, c.value());
    } else if (p.delays() instanceof Values.Listed l && p.connectivity() instanceof OneToOne) {
      ticks = l.values();
    } else {
      throw fault(
          p,
          "NIR has a delay for each source neuron, not for each synapse",
          "use a fixed delay, or delays on a one_to_one projection");
    }
    boolean any = false;
    double[] seconds = new double[ticks.length];
    for (int i = 0; i < ticks.length; i++) {
      any |= ticks[i] != 0;
      seconds[i] = (float) (ticks[i] * stepMillis / 1000); // as NIR's own files have it
    }
    return any
        ? Optional.of(new NirNode.Delay(new NirTensor(source.dimensions(), seconds)))
        : Optional.empty();
  }

  /** The Flatten that makes one shape of another; empty if there is none. */
  static Optional<NirNode.Flatten> flatten(Shape from, Shape to) {
    List<Integer> source = from.dimensions();
    int merged = from.rank() - to.rank();
    if (merged < 1) {
      return Optional.empty();
    }
    for (int start = 0; start < to.rank(); start++) {
      int end = start + merged;
      List<Integer> joined = new ArrayList<>(source.subList(0, start));
      joined.add(source.subList(start, end + 1).stream().reduce(1, Math::multiplyExact));
      joined.addAll(source.subList(end + 1, from.rank()));
      if (joined.equals(to.dimensions())) {
        return Optional.of(new NirNode.Flatten(start, end, source));
      }
    }
    return Optional.empty();
  }

  static NirException fault(Projection p, String fault, String mend) {
    return new NirException("projection '" + p.name() + "'", fault, mend);
  }

  private static NirTensor weights(Projection p, Shape source, Shape target) throws NirException {
    int size = Math.toIntExact(Geometry.listedWeights(p.connectivity(), source, target).orElse(0));
    if (p.weights() instanceof Values.Constant c) {
      return NirTensor.filled(List.of(size), c.value());
    }
    if (p.weights() instanceof Values.Listed l && l.values().length == size) {
      return NirTensor.vector(l.values());
    }
    throw fault(
        p,
        "its weights are " + p.weights() + ", NIR needs " + size + " numbers",
        "list the weights");
  }

  /** One bias per channel: the bias of all its neurons, which must be the same. */
  private static NirTensor bias(Projection p, int channels) throws NirException {
    double[] perChannel = new double[channels];
    double[] bias = p.bias();
    if (bias == null) {
      return NirTensor.vector(perChannel);
    }
    for (int i = 0; i < Math.max(bias.length, channels); i++) {
      int channel = bias.length == 1 ? i : i / (bias.length / channels);
      double value = bias[Math.min(i, bias.length - 1)];
      if (bias.length > channels && i % (bias.length / channels) != 0) {
        if (perChannel[channel] != value) {
          throw fault(
              p, "its bias differs within channel " + channel, "give one bias for each channel");
        }
      }
      perChannel[channel] = value;
    }
    return NirTensor.vector(perChannel);
  }

  private static NirTensor withoutDiagonal(NirTensor weight) {
    double[] values = weight.values().clone();
    int n = weight.dim(1);
    for (int i = 0; i < Math.min(n, weight.dim(0)); i++) {
      values[i * n + i] = 0;
    }
    return new NirTensor(weight.shape(), values);
  }
}
