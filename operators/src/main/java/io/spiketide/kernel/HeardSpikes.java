package io.spiketide.kernel;

import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.neuron.Spikes;
import org.jspecify.annotations.Nullable;

/**
 * Puts spikes of other keys together with those that are fired here. In a network that is not cut
 * it has nothing to do. Single-threaded scratch that all instances share.
 *
 * <p>Spikes of a tick are needed in the order of their neurons, and not before the smallest delay
 * of the projections that carry them has passed. Until then only those stand in the history that
 * are fired here; then the others are put before and behind them.
 */
final class HeardSpikes {
  private final CompiledNetwork net;
  private final SpikeHistory spikes;
  private final int inputCount;

  /** What is fired here of each population that other keys run too. */
  private final @Nullable Spikes[] own;

  private final Spikes all = new Spikes(4);

  HeardSpikes(CompiledNetwork net, SpikeHistory spikes) {
    this.net = net;
    this.spikes = spikes;
    inputCount = net.inputs.size();
    own = new Spikes[net.populations.size()];
    for (int p = 0; p < own.length; p++) {
      CompiledPopulation population = net.populations.get(p);
      if (net.isHeard(p) && population.size() > 0) {
        own[p] = Spikes.withTable(population.size());
      }
    }
  }

  /**
   * Where a population puts its spikes of a tick, neurons counted from the first that runs here.
   */
  Spikes ownSpikes(KernelState state, int p, long tick) {
    Spikes mine = own[p];
    return mine == null ? spikes.of(state, inputCount + p, tick) : mine;
  }

  /** Keeps what a population has just fired until the spikes of the other keys come to it. */
  void keepOwn(KernelState state, int p, long tick) {
    Spikes mine = own[p];
    if (mine != null) {
      Spikes kept = spikes.of(state, inputCount + p, tick);
      kept.clear();
      kept.addAllFrom(mine, net.populations.get(p).range().from());
    }
  }

  /**
   * Lets spikes of other keys come in that may arrive from this tick on. Spikes from before the
   * instance started anew are forgotten.
   *
   * @return whether there are any
   */
  boolean arrive(KernelState state, long tick, Arrivals arrivals) {
    boolean any = false;
    for (int p = 0; p < own.length; p++) {
      int first = net.firstChannel[p];
      int end = net.firstChannel[p + 1];
      if (first < end) {
        int after = net.firstChannelAfter[p];
        long fired = tick - net.channels.get(first).delay();
        Spikes here = spikes.of(state, inputCount + p, fired);
        all.clear();
        take(first, after, fired, arrivals);
        if (own[p] != null) {
          all.addAllFrom(here, 0);
        }
        take(after, end, fired, arrivals);
        here.clear();
        if (fired >= state.startTick && all.size() > 0) {
          here.addAllFrom(all, 0);
          any = true;
        }
      }
    }
    return any;
  }

  private void take(int from, int to, long tick, Arrivals arrivals) {
    for (int c = from; c < to; c++) {
      arrivals.takeSpikes(c, tick, all);
    }
  }

  /** The tick of the next event, mark or spike of another key. */
  long nextArrival(Arrivals arrivals) {
    long next = arrivals.nextTick();
    for (int c = 0; c < net.channels.size(); c++) {
      long fired = arrivals.firstSpike(c);
      if (fired != Long.MAX_VALUE) {
        next = Math.min(next, fired + net.channels.get(c).delay());
      }
    }
    return next;
  }
}
