package io.spiketide.synapse;

import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Who is connected over a projection that learns. Its weights are not here but with each instance;
 * what is here, like all synapses, is shared by all of them.
 *
 * <p>Each weight has an index: synapses in the order of their sources, then targets; those of a
 * convolution share the weights of their kernels, {@code [out][in / groups][height][width]}.
 */
public final class PlasticSynapses implements Synapses {
  private final Fan rows;
  private final Fan columns;
  private final double[] initial;
  private final boolean shared;
  private final int delay;

  private PlasticSynapses(Fan rows, Fan columns, double[] initial, boolean shared, int delay) {
    this.rows = rows;
    this.columns = columns;
    this.initial = initial;
    this.shared = shared;
    this.delay = delay;
  }

  /**
   * The same connections as other synapses, of which all have one delay.
   *
   * @param sources number of source neurons, as spikes count them
   * @param targets number of target neurons that are run here
   * @throws IllegalArgumentException if delays differ or synapses are pooled
   */
  public static PlasticSynapses of(Synapses synapses, int sources, int targets) {
    if (synapses.minDelay() != synapses.maxDelay()) {
      throw new IllegalArgumentException(
          "delays of %d to %d ticks; synapses that learn have one delay, give one number"
              .formatted(synapses.minDelay(), synapses.maxDelay()));
    }
    if (synapses instanceof PoolingSynapses || synapses instanceof DrawnRows) {
      throw new IllegalArgumentException(
          "pooling and synapses that are drawn again have no weights of their own; "
              + "leave out 'learning', or connect in another way");
    }
    SynapseEstimate.requireIndexable((double) synapses.count());
    int count = Math.toIntExact(synapses.count());
    Counter counter = new Counter(sources, targets, count);
    double[] weights;
    boolean shared = synapses instanceof ConvolutionSynapses;
    if (synapses instanceof ConvolutionSynapses convolution) {
      weights = convolution.kernelWeights();
      convolution.forEachPlace(counter::add);
    } else {
      weights = new double[count];
      synapses.forEach(
          (source, target, weight, delayTicks) -> {
            weights[counter.next] = weight;
            counter.add(source, target, counter.next);
          });
    }
    return counter.synapses(weights, shared, synapses.minDelay());
  }

  /** No synapses at all. */
  public static PlasticSynapses none(int delay) {
    Fan empty = new Fan(new int[1], new int[0], new int[0]);
    return new PlasticSynapses(empty, empty, new double[0], false, delay);
  }

  /** Gathers synapses in the order of their sources. */
  private static final class Counter {
    private final int[] rowStarts;
    private final int[] columnStarts;
    private final int[] sources;
    private final int[] targets;
    private final int[] places;
    private int next;

    Counter(int sources, int targets, int count) {
      rowStarts = new int[sources + 1];
      columnStarts = new int[targets + 1];
      this.sources = new int[count];
      this.targets = new int[count];
      places = new int[count];
    }

    void add(int source, int target, int place) {
      rowStarts[source + 1]++;
      columnStarts[target + 1]++;
      sources[next] = source;
      targets[next] = target;
      places[next++] = place;
    }

    PlasticSynapses synapses(double[] weights, boolean shared, int delay) {
      sum(rowStarts);
      sum(columnStarts);
      int[] at = columnStarts.clone();
      int[] columnSources = new int[next];
      int[] columnPlaces = new int[next];
      for (int k = 0; k < next; k++) {
        int column = at[targets[k]]++;
        columnSources[column] = sources[k];
        columnPlaces[column] = places[k];
      }
      return new PlasticSynapses(
          new Fan(rowStarts, targets, places),
          new Fan(columnStarts, columnSources, columnPlaces),
          weights,
          shared,
          delay);
    }

    private static void sum(int[] starts) {
      for (int i = 1; i < starts.length; i++) {
        starts[i] += starts[i - 1];
      }
    }
  }

  /** The same connections whose weights start at a function of what they would start at. */
  public PlasticSynapses startingAt(DoubleUnaryOperator function) {
    return new PlasticSynapses(
        rows, columns, Arrays.stream(initial).map(function).toArray(), shared, delay);
  }

  /** What leaves each source. */
  public Fan rows() {
    return rows;
  }

  /** What reaches each target that is run here. */
  public Fan columns() {
    return columns;
  }

  /** The weights of a new instance; not to be changed. */
  public double[] initialWeights() {
    return initial;
  }

  /** Whether synapses share weights, as those of a convolution do. */
  public boolean sharesWeights() {
    return shared;
  }

  /** The delay of all synapses, in ticks. */
  public int delay() {
    return delay;
  }

  /**
   * Adds weight x count of every synapse of every spike to the target's input, in the order of
   * {@link Delivery#deliver}.
   *
   * @param weights by index
   * @return number of synaptic events
   */
  public long deliver(Spikes spikes, double[] weights, double[] sums) {
    int[] sources = spikes.neurons();
    double[] counts = spikes.counts();
    long events = 0;
    for (int i = 0; i < spikes.size(); i++) {
      int from = rows.starts()[sources[i]];
      int to = rows.starts()[sources[i] + 1];
      events += to - from;
      if (shared) {
        addShared(from, to, weights, counts[i], sums);
      } else {
        add(from, to, weights, counts[i], sums);
      }
    }
    return events;
  }

  private void add(int from, int to, double[] weights, double count, double[] sums) {
    int[] targets = rows.neurons();
    for (int k = from; k < to; k++) {
      sums[targets[k]] += weights[k] * count;
    }
  }

  private void addShared(int from, int to, double[] weights, double count, double[] sums) {
    int[] targets = rows.neurons();
    int[] places = rows.weights();
    for (int k = from; k < to; k++) {
      sums[targets[k]] += weights[places[k]] * count;
    }
  }

  @Override
  public int minDelay() {
    return delay;
  }

  @Override
  public int maxDelay() {
    return delay;
  }

  @Override
  public long count() {
    return rows.neurons().length;
  }

  /** The delivery of the weights that a new instance has. */
  @Override
  public Delivery delivery() {
    return (spikes, ring, slot) -> deliver(spikes, initial, ring[slot]);
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int source = 0; source < rows.size(); source++) {
      for (int k = rows.starts()[source]; k < rows.starts()[source + 1]; k++) {
        visitor.synapse(source, rows.neurons()[k], initial[rows.weights()[k]], delay);
      }
    }
  }

  @Override
  public long bytes() {
    return rows.bytes() + columns.bytes() + (long) Double.BYTES * initial.length;
  }
}
