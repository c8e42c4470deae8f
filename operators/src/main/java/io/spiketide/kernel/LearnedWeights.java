package io.spiketide.kernel;

import io.spiketide.kernel.CompiledNetwork.CompiledLearning;
import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.network.Range;
import io.spiketide.network.Shape;
import io.spiketide.synapse.Fan;
import io.spiketide.synapse.PlasticSynapses;
import io.spiketide.synapse.SynapseCompiler;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights that the projections of a network, or of a shard of it, have learned: to be looked at
 * and changed between ticks. Single-threaded.
 */
public final class LearnedWeights {
  private final CompiledNetwork net;
  private final Map<String, CompiledProjection> byName = new LinkedHashMap<>();
  private final Map<String, Places> places = new LinkedHashMap<>();

  /**
   * Where the weights of a projection that are learned here stand in the whole of it.
   *
   * @param sources source neuron of each weight; empty where synapses share weights
   * @param targets target neuron of each weight in the whole population; empty in the same case
   * @param indices index of each weight among those of the whole projection, ascending; empty where
   *     all are here
   * @param whole number of weights of the whole projection
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Places(int[] sources, int[] targets, int[] indices, long whole) {}

  public LearnedWeights(CompiledNetwork net) {
    this.net = net;
    for (CompiledPopulation population : net.populations) {
      for (CompiledProjection projection : population.incoming()) {
        if (projection.learning() != null) {
          byName.put(projection.projection().name(), projection);
        }
      }
    }
  }

  /** The projections that learn here, in the order of the description. */
  public List<String> projections() {
    return List.copyOf(byName.keySet());
  }

  /** The weights of a projection with all that has been learned; they may be changed. */
  public double[] of(KernelState state, String projection) {
    learning(projection).settle(arrays(state, projection));
    return stored(state, projection);
  }

  /**
   * The weights of a projection as they are stored: a rule may have put off changes until the next
   * spike of a weight's source. Does not change the state; not to be changed.
   */
  public double[] stored(KernelState state, String projection) {
    return arrays(state, projection)[CompiledLearning.WEIGHTS];
  }

  /** Whether a weight is at one of its {@link #bounds}, or within 1 % of the range from it. */
  public static boolean isAtBound(double weight, double[] bounds) {
    return Saturation.isAtBound(weight, bounds);
  }

  /** The weights that a new instance has; not to be changed. */
  public double[] initial(String projection) {
    return learning(projection).synapses().initialWeights();
  }

  /** Switches learning on or off. */
  public void learn(KernelState state, String projection, boolean on) {
    double[] control = arrays(state, projection)[CompiledLearning.CONTROL];
    control[CompiledLearning.ON] = on ? 1 : 0;
    control[CompiledLearning.RATE] = on ? control[CompiledLearning.RATE_WHEN_ON] : 0;
  }

  /** Sets the factor of all changes, which holds while learning is on. */
  public void setRate(KernelState state, String projection, double factor) {
    double[] control = arrays(state, projection)[CompiledLearning.CONTROL];
    control[CompiledLearning.RATE_WHEN_ON] = factor;
    control[CompiledLearning.RATE] = control[CompiledLearning.ON] * factor;
  }

  /** Gives a projection the weights of a new instance; its traces begin anew, too. */
  public void reset(KernelState state, String projection) {
    CompiledLearning learning = learning(projection);
    double[] initial = learning.synapses().initialWeights();
    System.arraycopy(initial, 0, of(state, projection), 0, initial.length);
    double[][] arrays = arrays(state, projection);
    double[][] fresh = net.initialArrays(learning.group());
    for (int a = CompiledLearning.VARIABLES; a < arrays.length; a++) {
      System.arraycopy(fresh[a], 0, arrays[a], 0, fresh[a].length);
    }
  }

  /** Rounds weights to single precision, which networks that do not learn have. */
  public void round(KernelState state, String projection) {
    double[] weights = of(state, projection);
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) weights[k];
    }
  }

  /**
   * Replaces weights of the whole projection, as far as they are learned here.
   *
   * @param first index of the first of them
   */
  public void replace(KernelState state, String projection, long first, double[] weights) {
    double[] own = of(state, projection);
    int[] indices = places(projection).indices();
    for (int k = 0; k < own.length; k++) {
      long at = (indices.length == 0 ? k : indices[k]) - first;
      if (at >= 0 && at < weights.length) {
        own[k] = weights[(int) at];
      }
    }
  }

  /** SHA-256 over weights of projections, in hexadecimal. */
  public String digest(KernelState state, List<String> projections) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer buffer = ByteBuffer.allocate(8192);
      for (String projection : projections) {
        for (double weight : of(state, projection)) {
          if (!buffer.hasRemaining()) {
            digest.update(buffer.flip());
            buffer.clear();
          }
          buffer.putDouble(weight);
        }
      }
      digest.update(buffer.flip());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Where the weights of a projection stand in the whole of it. */
  public Places places(String projection) {
    return places.computeIfAbsent(projection, this::find);
  }

  private Places find(String name) {
    CompiledProjection projection = projection(name);
    PlasticSynapses synapses = learning(name).synapses();
    Range range = net.range(indexOf(projection.projection().target()));
    int weights = synapses.initialWeights().length;
    if (synapses.sharesWeights()) {
      return new Places(new int[0], new int[0], new int[0], weights);
    }
    int[] sources = new int[weights];
    int[] targets = new int[weights];
    Fan rows = synapses.rows();
    for (int source = 0; source < rows.size(); source++) {
      for (int k = rows.starts()[source]; k < rows.starts()[source + 1]; k++) {
        sources[k] = source;
        targets[k] = rows.neurons()[k] + range.from();
      }
    }
    Shape whole = net.network.population(projection.projection().target()).orElseThrow().shape();
    if (range.size() == whole.size()) {
      return new Places(sources, targets, new int[0], weights);
    }
    return shard(projection, whole, range, sources, targets);
  }

  /** The synapses of the whole projection are drawn again to see where ours stand among them. */
  private Places shard(
      CompiledProjection projection, Shape whole, Range range, int[] sources, int[] targets) {
    int[] indices = new int[sources.length];
    int[] next = {0};
    long[] seen = {0};
    SynapseCompiler.compile(
            projection.projection(),
            net.sourceShape(projection.source()),
            whole,
            net.network.seed())
        .forEach(
            (source, target, weight, delay) -> {
              if (range.contains(target)) {
                indices[next[0]++] = (int) seen[0];
              }
              seen[0]++;
            });
    return new Places(sources, targets, indices, seen[0]);
  }

  private int indexOf(String population) {
    for (int p = 0; p < net.populations.size(); p++) {
      if (net.populations.get(p).population().name().equals(population)) {
        return p;
      }
    }
    throw new IllegalStateException("no population " + population);
  }

  private CompiledProjection projection(String name) {
    CompiledProjection projection = byName.get(name);
    if (projection == null) {
      throw new IllegalArgumentException(
          "no projection '" + name + "' learns here; use one of " + projections());
    }
    return projection;
  }

  private CompiledLearning learning(String name) {
    CompiledLearning learning = projection(name).learning();
    if (learning == null) {
      throw new IllegalStateException(name + " does not learn");
    }
    return learning;
  }

  private double[][] arrays(KernelState state, String projection) {
    return state.arrays[learning(projection).group()];
  }

  /** The factor of all changes of a projection's weights: 0 while learning is off. */
  public double rate(KernelState state, String projection) {
    return arrays(state, projection)[CompiledLearning.CONTROL][CompiledLearning.RATE];
  }

  /** The bounds that a projection's rule keeps, as {@code {w_min, w_max}}. */
  public double[] bounds(String projection) {
    return learning(projection).bounds();
  }
}
