package io.spiketide.bench;

import io.spiketide.network.Network;
import io.spiketide.neuron.Spikes;
import io.spiketide.simulation.Simulation;

/** Keeps what a network fires in a number of ticks, for as long as it is asked to. */
final class FiredSpikes implements Simulation.Listener {
  private static final Spikes NONE = new Spikes(0);

  private final int populations;
  private Spikes[][] byTick = {};
  private long firstTick = Long.MAX_VALUE;
  private int length;

  FiredSpikes(Network network) {
    populations = network.populations().size();
  }

  /** Keeps the next spikes, from the tick of the first one on. */
  void record(long ticks) {
    length = Math.toIntExact(ticks);
    byTick = new Spikes[length][populations];
  }

  int ticks() {
    return length;
  }

  /** What a population fired in a tick, counted from the first. */
  Spikes at(int tick, int population) {
    Spikes spikes = byTick[tick][population];
    return spikes == null ? NONE : spikes;
  }

  @Override
  public void spikes(int population, long tick, Spikes spikes) {
    if (length == 0) {
      return;
    }
    firstTick = Math.min(firstTick, tick);
    if (tick - firstTick < length) {
      Spikes kept = new Spikes(spikes.size());
      for (int i = 0; i < spikes.size(); i++) {
        kept.add(spikes.neuron(i), spikes.count(i));
      }
      byTick[(int) (tick - firstTick)][population] = kept;
    }
  }
}
