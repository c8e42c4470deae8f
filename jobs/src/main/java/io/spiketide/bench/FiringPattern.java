package io.spiketide.bench;

import io.spiketide.neuron.Spikes;
import java.util.Random;

/** The spikes of a number of ticks, each neuron firing independently of the others. */
final class FiringPattern {
  private FiringPattern() {}

  /** Spikes of a population by tick; at least one in each. */
  static Spikes[] of(int neurons, double share, int ticks) {
    Random random = new Random(1);
    Spikes[] pattern = new Spikes[ticks];
    for (int t = 0; t < ticks; t++) {
      pattern[t] = new Spikes(neurons);
      int needed = Math.max(1, (int) Math.round(share * neurons));
      for (int i = 0; i < neurons; i++) {
        // draws exactly as many as needed, ascending
        if (random.nextInt(neurons - i) < needed) {
          pattern[t].add(i);
          needed--;
        }
      }
    }
    return pattern;
  }
}
