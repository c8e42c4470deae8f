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
import io.spiketide.network.Range;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Compiles projections to synapses. */
public final class SynapseCompiler {
  private final Projection projection;
  private final Shape source;
  private final Shape target;
  private final Range range;
  private final int firstSource;
  private final boolean redraw;
  private final SynapseValues values;
  private final CounterRandom random;

  private SynapseCompiler(
      Projection projection,
      Shape source,
      Shape target,
      Range range,
      int firstSource,
      boolean redraw,
      long seed) {
    this.projection = projection;
    this.source = source;
    this.target = target;
    this.range = range;
    this.firstSource = firstSource;
    this.redraw = redraw;
    this.values = new SynapseValues(projection, seed);
    this.random = new CounterRandom(seed, Purpose.CONNECTIVITY, projection.name(), "");
  }

  /**
   * Compiles a projection.
   *
   * @param seed the network's seed; with the projection's name and the shapes it determines every
   *     random number
   * @throws IllegalArgumentException if shapes, weights and delays do not fit the connectivity or
   *     each other, or the synapses do not fit into memory; the message begins with the projection
   */
  public static Synapses compile(Projection projection, Shape source, Shape target, long seed) {
    return compile(projection, source, target, Range.all(target.size()), 0, false, seed);
  }

  /**
   * Compiles the synapses of a projection onto some of its targets. Their delays range over the
   * same ticks as those of the whole projection, and they deliver in the same order.
   *
   * @param range the targets, which are numbered from 0 on in what is delivered
   * @param firstSource what spikes call the first neuron of the source: 0, unless only those are
   *     heard of that a one-to-one projection needs and they too are numbered from 0 on
   * @param redraw whether synapses are drawn again for each spike where that is possible, instead
   *     of being stored
   * @throws IllegalArgumentException as above, or if only a whole population can be connected so
   */
  public static Synapses compile(
      Projection projection,
      Shape source,
      Shape target,
      Range range,
      int firstSource,
      boolean redraw,
      long seed) {
    try {
      return new SynapseCompiler(projection, source, target, range, firstSource, redraw, seed)
          .compile();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "projection " + projection.name() + ": " + e.getMessage(), e);
    }
  }

  private Synapses compile() {
    requireTargetSize();
    requireLengths();
    values.requireDelay();
    estimate().requireRoom();
    Connectivity connectivity = projection.connectivity();
    if (connectivity instanceof AllToAll c) {
      return allToAll(c);
    } else if (connectivity instanceof OneToOne) {
      return OneToOneSynapses.build(range, range.from() - firstSource, values);
    } else if (connectivity instanceof Connectivity.Listed c) {
      return sparse(new ListedWiring(c, source.size(), target.size()));
    } else if (connectivity instanceof FixedProbability c) {
      return probability(
          new ProbabilityWiring(source.size(), c.p(), withAutapses(c.autapses()), random));
    } else if (connectivity instanceof FixedIndegree c) {
      return sparse(
          new IndegreeWiring(
              source.size(), c.indegree(), withAutapses(c.autapses()), c.multapses(), random));
    } else if (connectivity instanceof FixedTotalNumber c) {
      SynapseEstimate.requireIndexable((double) c.number());
      return sparse(
          new TotalNumberWiring(
              source.size(), target.size(), (int) c.number(), withAutapses(c.autapses()), random));
    }
    requireWhole();
    if (connectivity instanceof Conv1d c) {
      return ConvolutionSynapses.build(c, source, values);
    } else if (connectivity instanceof Conv2d c) {
      return ConvolutionSynapses.build(c, source, values);
    } else if (connectivity instanceof Pool2d c) {
      return PoolingSynapses.build(c, source, values);
    }
    throw new IllegalStateException("no rule to compile " + connectivity);
  }

  private Synapses allToAll(AllToAll connectivity) {
    AllToAllWiring wiring =
        new AllToAllWiring(source.size(), target.size(), withAutapses(connectivity.autapses()));
    return values.delayIsShared() ? DenseRows.build(wiring, range, values) : sparse(wiring);
  }

  private Synapses probability(ProbabilityWiring wiring) {
    if (!redraw) {
      return sparse(wiring);
    }
    long expected =
        Math.round(
            SynapseEstimate.of(projection, source, target)
                .onto(range.size(), target.size())
                .stored());
    return new DrawnRows(wiring, source.size(), range, values, expected);
  }

  private Synapses sparse(Wiring wiring) {
    SynapseEstimate.requireIndexable(estimate().stored());
    return SparseRowsBuilder.build(wiring, source.size(), range, values);
  }

  private SynapseEstimate estimate() {
    return SynapseEstimate.of(projection, source, target, redraw).onto(range.size(), target.size());
  }

  private void requireWhole() {
    if (range.size() != target.size()) {
      throw new IllegalArgumentException(
          "a convolution or pooling connects whole populations; keep %s in one shard"
              .formatted(projection.target()));
    }
  }

  /** A synapse from neuron i to neuron i is an autapse only within one population. */
  private boolean withAutapses(boolean autapses) {
    return autapses || !projection.source().equals(projection.target());
  }

  private void requireTargetSize() {
    OptionalInt needed = Geometry.targetSize(projection.connectivity(), source);
    if (needed.isPresent() && needed.getAsInt() != target.size()) {
      throw new IllegalArgumentException(
          "source "
              + projection.source()
              + " of shape "
              + source
              + " makes "
              + needed.getAsInt()
              + " neurons"
              + shapeMade()
              + ", but target "
              + projection.target()
              + " has shape "
              + target);
    }
  }

  private String shapeMade() {
    return projection.connectivity() instanceof OneToOne
        ? ""
        : " (" + Geometry.targetShape(projection.connectivity(), source) + ")";
  }

  private void requireLengths() {
    OptionalLong listed = Geometry.listedWeights(projection.connectivity(), source, target);
    requireLength("weights", projection.weights(), listed);
    requireLength("delays", projection.delays(), listed);
    boolean pooling = projection.connectivity() instanceof Pool2d;
    boolean convolution =
        projection.connectivity() instanceof Conv1d || projection.connectivity() instanceof Conv2d;
    if (pooling && !values.weightIsShared()) {
      throw new IllegalArgumentException("pooling has one weight; give one number");
    }
    if ((pooling || convolution) && !values.delayIsShared()) {
      throw new IllegalArgumentException(
          "synapses of a convolution or pooling share one delay; give one number");
    }
    if (convolution) {
      SynapseEstimate.requireIndexable((double) listed.orElseThrow());
    }
  }

  private static void requireLength(String what, Values values, OptionalLong needed) {
    if (!(values instanceof Values.Listed listed)) {
      return;
    }
    if (needed.isEmpty()) {
      throw new IllegalArgumentException(
          what + " cannot be listed for this connectivity; give one number or a distribution");
    }
    if (listed.values().length != needed.getAsLong()) {
      throw new IllegalArgumentException(
          listed.values().length
              + " "
              + what
              + " are listed where "
              + needed.getAsLong()
              + " are needed");
    }
  }
}
