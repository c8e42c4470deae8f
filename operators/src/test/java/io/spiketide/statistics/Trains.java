package io.spiketide.statistics;

import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;

/** Random trains for tests, by counter. */
final class Trains {
  private final CounterRandom random;

  Trains(long seed) {
    random = new CounterRandom(seed, Purpose.NOISE, "trains", "");
  }

  /** Whether something that happens with probability p in a tick does so at this one. */
  boolean happens(double p, int index, long tick) {
    return random.uniform(tick, index, 0) < p;
  }

  /** A recorder of ticks of 1 ms from 0 on. */
  static PopulationRecorder recorder(int neurons, long ticks, Measures measures) {
    return new PopulationRecorder(neurons, new Stretch(0, ticks, 1_000), measures);
  }
}
