package io.spiketide.kernel;

import io.spiketide.kernel.CompiledNetwork.CompiledLearning;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Delivery;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What arrives at one receptor of a population in a tick, summed per neuron in the order of its
 * projections. Single-threaded scratch that all instances share.
 *
 * <p>The sums after the first projection are kept, unless it is a thin one, with the spikes that
 * made them: where the same spikes come again, as from an input that is constant or silent, they
 * are not added anew. Being the first, they begin at zero, so what is kept is bit for bit what
 * would be added. (With a ring, which holds what earlier ticks sent, nothing begins at zero.)
 */
final class ReceptorInput {
  /** With fewer synapses per neuron, to add them is as fast as to compare spikes. */
  private static final int WORTH_KEEPING = 4;

  private final CompiledProjection[] projections;
  private final Delivery[] deliveries;
  private final int ringGroup;
  private final double[][] first;
  private final double[][] sums;
  private final boolean keepsFirst;
  private final Spikes spikesOfFirst = new Spikes(4);
  private long eventsOfFirst = -1;
  private double @Nullable [][] maxima;

  /**
   * @param projections those onto this receptor in the order of the description
   * @param ringGroup index in the layout of the ring of sums by arrival tick, -1 for none
   */
  ReceptorInput(CompiledProjection[] projections, int ringGroup, int neurons) {
    this.projections = projections;
    this.ringGroup = ringGroup;
    deliveries =
        Arrays.stream(projections).map(p -> p.synapses().delivery()).toArray(Delivery[]::new);
    boolean ring = ringGroup >= 0;
    first = new double[1][ring ? 0 : neurons];
    keepsFirst =
        projections.length > 0
            && projections[0].learning() == null
            && projections[0].synapses().count() >= (long) WORTH_KEEPING * neurons;
    sums = new double[1][ring || projections.length == 1 ? 0 : neurons];
  }

  /**
   * Lets arrive what is due in a tick.
   *
   * @param into one entry per receptor
   * @param receptor the entry that is set, valid until the next call
   * @return number of synaptic events
   */
  long arrive(KernelState state, SpikeHistory spikes, long tick, double[][] into, int receptor) {
    if (ringGroup >= 0) {
      double[][] ring = state.arrays[ringGroup];
      int slot = (int) Math.floorMod(tick, (long) ring.length);
      into[receptor] = ring[slot];
      return addFrom(0, state, spikes, tick, ring, slot);
    } else if (projections.length == 0) {
      into[receptor] = sums[0];
      return 0;
    }
    long events = addFirst(state, due(projections[0], state, spikes, tick));
    into[receptor] = first[0];
    if (projections.length > 1) {
      System.arraycopy(first[0], 0, sums[0], 0, sums[0].length);
      events += addFrom(1, state, spikes, tick, sums, 0);
      into[receptor] = sums[0];
    }
    return events;
  }

  /** Forgets what arrived, after the neurons have seen it. */
  void forget(KernelState state, long tick) {
    if (ringGroup >= 0) {
      double[][] ring = state.arrays[ringGroup];
      Arrays.fill(ring[(int) Math.floorMod(tick, (long) ring.length)], 0);
    }
  }

  private long addFirst(KernelState state, Spikes spikes) {
    if (eventsOfFirst < 0 || !keepsFirst || !spikes.sameAs(spikesOfFirst)) {
      if (keepsFirst) {
        spikesOfFirst.set(spikes);
      }
      Arrays.fill(first[0], 0);
      eventsOfFirst = add(0, state, spikes, first, 0);
    }
    return eventsOfFirst;
  }

  private long addFrom(
      int index, KernelState state, SpikeHistory spikes, long tick, double[][] ring, int slot) {
    long events = 0;
    for (int p = index; p < projections.length; p++) {
      events += add(p, state, due(projections[p], state, spikes, tick), ring, slot);
    }
    return events;
  }

  private static Spikes due(
      CompiledProjection projection, KernelState state, SpikeHistory spikes, long tick) {
    return spikes.of(state, projection.source(), tick - projection.synapses().minDelay());
  }

  private long add(int p, KernelState state, Spikes spikes, double[][] ring, int slot) {
    double[] bias = projections[p].bias();
    if (bias != null) {
      add(bias, ring[slot]);
    }
    if (spikes.size() == 0) {
      return 0;
    } else if (projections[p].learning() != null) {
      CompiledLearning learning = projections[p].learning();
      double[] weights = state.arrays[learning.group()][CompiledLearning.WEIGHTS];
      return learning.synapses().deliver(spikes, weights, ring[slot]);
    } else if (!projections[p].synapses().takesMaximum()) {
      return deliveries[p].deliver(spikes, ring, slot);
    }
    if (maxima == null) {
      maxima = new double[1][ring[slot].length];
    }
    Arrays.fill(maxima[0], 0);
    long events = deliveries[p].deliver(spikes, maxima, 0);
    add(maxima[0], ring[slot]);
    return events;
  }

  private static void add(double[] more, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
    }
  }
}
