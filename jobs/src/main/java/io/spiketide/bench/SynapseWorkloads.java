package io.spiketide.bench;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Delivery;
import io.spiketide.synapse.SynapseCompiler;
import io.spiketide.synapse.Synapses;
import java.util.Random;

/**
 * The delivery of spikes over one projection, and bare loops of the same footprint beside it, in
 * millions of synaptic events.
 */
final class SynapseWorkloads {
  private static final int TICKS = 25;
  private static final double MILLION = 1e6;

  private SynapseWorkloads() {}

  /** All to all, weights of their own, the given share of the sources fires in a tick. */
  static Workload dense(int sources, int targets, double share) {
    return delivery(
        projection(new Connectivity.AllToAll(true), new Values.Uniform(-1, 1), Values.of(1)),
        sources,
        targets,
        share);
  }

  /** Adds the same rows of 32-bit numbers to 32-bit sums, one after the other. */
  static Workload arrayAdds(int sources, int targets, double share) {
    Random random = new Random(2);
    float[][] rows = new float[sources][targets];
    for (float[] row : rows) {
      for (int t = 0; t < targets; t++) {
        row[t] = random.nextFloat() - 0.5f;
      }
    }
    float[] sums = new float[targets];
    Spikes[] pattern = FiringPattern.of(sources, share, TICKS);
    return Workload.of(
        events(pattern) * targets / MILLION,
        () -> {
          for (Spikes spikes : pattern) {
            for (int i = 0; i < spikes.size(); i++) {
              add(rows[spikes.neuron(i)], sums);
            }
          }
        });
  }

  private static void add(float[] row, float[] sums) {
    for (int t = 0; t < sums.length; t++) {
      sums[t] += row[t];
    }
  }

  /**
   * As many sources as targets, a fixed number of synapses for each target.
   *
   * @param weights one for all or drawn
   * @param delays one for all or drawn
   */
  static Workload sparse(int neurons, int indegree, Values weights, Values delays, double share) {
    return delivery(
        projection(new Connectivity.FixedIndegree(indegree, true, true), weights, delays),
        neurons,
        neurons,
        share);
  }

  /**
   * Adds weights, or one and the same, to the listed places of an array: as many lists as sources,
   * each of as many places as a source has targets, ascending.
   *
   * @param slots how many times the targets the array is long, as with delays; the places of one
   *     target are then taken at random
   */
  static Workload randomAdds(
      int neurons, int indegree, boolean sharedWeight, int slots, double share) {
    return randomAdds(neurons, indegree, sharedWeight, slots, share, TICKS);
  }

  /**
   * The same over another number of ticks: so many that the lists are not all at hand where few are
   * taken in each.
   */
  static Workload randomAdds(
      int neurons, int indegree, boolean sharedWeight, int slots, double share, int ticks) {
    Random random = new Random(3);
    int[] places = new int[neurons * indegree];
    for (int source = 0; source < neurons; source++) {
      int[] row = random.ints(indegree, 0, neurons).sorted().toArray();
      for (int k = 0; k < indegree; k++) {
        places[source * indegree + k] = random.nextInt(slots) * neurons + row[k];
      }
    }
    float[] weights = new float[sharedWeight ? 0 : places.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = random.nextFloat() - 0.5f;
    }
    double[] sums = new double[slots * neurons];
    Spikes[] pattern = FiringPattern.of(neurons, share, ticks);
    return Workload.of(
        events(pattern) * indegree / MILLION,
        () -> {
          for (Spikes spikes : pattern) {
            for (int i = 0; i < spikes.size(); i++) {
              int from = spikes.neuron(i) * indegree;
              if (sharedWeight) {
                addOne(places, from, from + indegree, 0.5, sums);
              } else {
                addEach(places, weights, from, from + indegree, sums);
              }
            }
          }
        });
  }

  private static void addOne(int[] places, int from, int to, double weight, double[] sums) {
    for (int k = from; k < to; k++) {
      sums[places[k]] += weight;
    }
  }

  private static void addEach(int[] places, float[] weights, int from, int to, double[] sums) {
    for (int k = from; k < to; k++) {
      sums[places[k]] += weights[k];
    }
  }

  private static Projection projection(Connectivity connectivity, Values weights, Values delays) {
    return new Projection("bench", "a", "b", "", connectivity, weights, delays, null);
  }

  private static Workload delivery(Projection projection, int sources, int targets, double share) {
    Synapses synapses =
        SynapseCompiler.compile(projection, Shape.of(sources), Shape.of(targets), 1);
    Delivery delivery = synapses.delivery();
    double[][] ring = new double[1 + synapses.maxDelay() - synapses.minDelay()][targets];
    Spikes[] pattern = FiringPattern.of(sources, share, TICKS);
    long events = 0;
    for (int t = 0; t < TICKS; t++) {
      events += delivery.deliver(pattern[t], ring, t % ring.length);
    }
    return Workload.of(
        events / MILLION,
        () -> {
          for (int t = 0; t < TICKS; t++) {
            delivery.deliver(pattern[t], ring, t % ring.length);
          }
        });
  }

  private static double events(Spikes[] pattern) {
    double events = 0;
    for (Spikes spikes : pattern) {
      events += spikes.size();
    }
    return events;
  }
}
