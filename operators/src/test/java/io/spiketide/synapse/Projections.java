package io.spiketide.synapse;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Connectivity.Conv1d;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Connectivity.FixedIndegree;
import io.spiketide.network.Connectivity.FixedProbability;
import io.spiketide.network.Connectivity.FixedTotalNumber;
import io.spiketide.network.Connectivity.OneToOne;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Geometry;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Projections to try: every connectivity with every kind of weights and delays that it takes. */
final class Projections {
  static final long SEED = 42;
  private static final Values DRAWN_WEIGHTS = new Values.Normal(0, 1, -3, 3);
  private static final Values DRAWN_DELAYS = new Values.Uniform(1, 9);
  private static final Values LONG_DELAYS = new Values.Uniform(0, 700);

  private Projections() {}

  /** A projection with the shapes of its ends. */
  record Sample(Projection projection, Shape source, Shape target) {
    Synapses compile() {
      return SynapseCompiler.compile(projection, source, target, SEED);
    }

    @Override
    public String toString() {
      return projection + ", delays " + projection.delays() + ", " + source + " to " + target;
    }
  }

  static List<Sample> all() {
    List<Sample> samples = new ArrayList<>();
    Shape eight = Shape.of(8);
    Shape five = Shape.of(5);
    int[] pairSources = {3, 0, 3, 7, 3, 0};
    int[] pairTargets = {4, 1, 0, 2, 4, 1};
    Connectivity pairs = new Connectivity.Listed(pairSources, pairTargets);
    for (Values weights : List.of(Values.of(0.3), DRAWN_WEIGHTS)) {
      for (Values delays : List.of(Values.of(2), DRAWN_DELAYS, LONG_DELAYS)) {
        samples.add(between(new AllToAll(true), eight, five, weights, delays));
        samples.add(within(new AllToAll(true), eight, weights, delays));
        samples.add(within(new AllToAll(false), eight, weights, delays));
        samples.add(between(new OneToOne(), eight, eight, weights, delays));
        samples.add(between(pairs, eight, five, weights, delays));
        samples.add(between(new FixedProbability(0.4, true), eight, five, weights, delays));
        samples.add(within(new FixedProbability(0.7, false), eight, weights, delays));
        samples.add(between(new FixedIndegree(3, true, false), eight, five, weights, delays));
        samples.add(within(new FixedIndegree(12, false, true), eight, weights, delays));
        samples.add(within(new FixedIndegree(300, true, true), eight, weights, delays));
        samples.add(between(new FixedTotalNumber(60, true), eight, five, weights, delays));
        samples.add(within(new FixedTotalNumber(30, false), eight, weights, delays));
      }
      samples.addAll(windows(weights));
    }
    samples.add(between(new AllToAll(true), eight, five, listed(40), listedDelays(40)));
    samples.add(between(new AllToAll(true), eight, five, listed(40), Values.of(0)));
    samples.add(between(new OneToOne(), eight, eight, listed(8), listedDelays(8)));
    samples.add(between(pairs, eight, five, listed(6), listedDelays(6)));
    return samples;
  }

  private static List<Sample> windows(Values weights) {
    List<Sample> samples = new ArrayList<>();
    Shape line = Shape.of(4, 9);
    samples.add(conv(new Conv1d(3, 3, 1, 0, 1, 1), line, weights));
    samples.add(conv(new Conv1d(6, 3, 2, 2, 2, 2), line, weights));
    Shape plane = Shape.of(4, 7, 6);
    samples.add(conv(conv2d(3, 1, 0, 1, 1), plane, weights));
    samples.add(conv(conv2d(5, 2, 2, 1, 1), plane, weights));
    samples.add(conv(conv2d(3, 3, 1, 2, 2), plane, weights));
    samples.add(conv(new Conv1d(20, 3, 1, 1, 1, 1), line, weights));
    samples.add(conv(channels(17, 1, 1), plane, weights));
    samples.add(conv(channels(34, 2, 2), plane, weights));
    Pair kernel = new Pair(2, 3);
    Pair stride = new Pair(2, 1);
    Conv2d uneven = new Conv2d(8, kernel, stride, new Pair(0, 1), new Pair(1, 2), 4);
    samples.add(conv(uneven, plane, weights));
    for (Pool2d.Kind kind : Pool2d.Kind.values()) {
      samples.add(conv(new Pool2d(kind, kernel, stride, new Pair(1, 0)), plane, Values.of(1)));
      samples.add(conv(new Pool2d(kind, kernel, kernel, new Pair(0, 0)), plane, Values.of(0.7)));
    }
    return samples;
  }

  private static Conv2d channels(int out, int stride, int groups) {
    Pair three = new Pair(3, 3);
    Pair one = new Pair(1, 1);
    return new Conv2d(out, three, new Pair(stride, stride), one, one, groups);
  }

  private static Conv2d conv2d(int kernel, int stride, int padding, int dilation, int groups) {
    return new Conv2d(
        6,
        new Pair(kernel, kernel),
        new Pair(stride, stride),
        new Pair(padding, padding),
        new Pair(dilation, dilation),
        groups);
  }

  static Sample conv(Connectivity connectivity, Shape source, Values weights) {
    Shape target = Geometry.targetShape(connectivity, source);
    return between(connectivity, source, target, weights, Values.of(1));
  }

  static Sample between(
      Connectivity connectivity, Shape source, Shape target, Values weights, Values delays) {
    Projection projection = new Projection("p", "a", "b", "", connectivity, weights, delays, null);
    return new Sample(projection, source, target);
  }

  static Sample within(Connectivity connectivity, Shape shape, Values weights, Values delays) {
    Projection projection = new Projection("p", "a", "a", "", connectivity, weights, delays, null);
    return new Sample(projection, shape, shape);
  }

  static Values listed(int n) {
    return new Values.Listed(new Random(n).doubles(n, -1, 1).toArray());
  }

  private static Values listedDelays(int n) {
    return new Values.Listed(new Random(n).ints(n, 1, 6).asDoubleStream().toArray());
  }
}
