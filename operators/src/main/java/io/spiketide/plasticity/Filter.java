package io.spiketide.plasticity;

import io.spiketide.neuron.PopulationSettings;
import io.spiketide.neuron.Spikes;

/**
 * Exponential traces that are up to date in every tick: {@code x ← decay x} from tick to tick, and
 * what comes is added. For rules that look at all of them in each tick; others use {@link Traces}.
 */
final class Filter {
  private final double decay;

  Filter(Decay decay) {
    this.decay = decay.perTick();
  }

  /**
   * The time constant of neurons that have one for all.
   *
   * @throws IllegalArgumentException if they differ
   */
  static double oneTau(PopulationSettings neurons) {
    double[] tau = neurons.each("tau_m");
    for (double t : tau) {
      if (t != tau[0]) {
        throw new IllegalArgumentException(
            "tau_m of the target neurons is %s ms and %s ms; give one number for all"
                .formatted(tau[0], t));
      }
    }
    return tau[0];
  }

  static void add(double[] traces, Spikes spikes) {
    int[] neurons = spikes.neurons();
    double[] counts = spikes.counts();
    for (int s = 0; s < spikes.size(); s++) {
      traces[neurons[s]] += counts[s];
    }
  }

  /** Lets a tick pass. */
  void fade(double[] traces) {
    for (int i = 0; i < traces.length; i++) {
      traces[i] = Row.quiet(decay * traces[i]);
    }
  }
}
