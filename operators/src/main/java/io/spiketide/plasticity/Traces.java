package io.spiketide.plasticity;

import io.spiketide.neuron.Spikes;

/**
 * Exponential traces of spikes, one per neuron, kept as a value and the tick that it is of: {@code
 * x <- x exp(-dt/tau) + count} at each spike (all-to-all), or {@code x <- 1} (nearest). Nothing
 * needs to be done in ticks without spikes.
 *
 * <p>Source: Morrison, Diesmann and Gerstner (2008), Biol. Cybern. 98:459-478.
 */
public final class Traces {
  /** Index of the values among the variables of a neuron, counted from the first of these two. */
  public static final int VALUE = 0;

  /** Index of the ticks that the values are of. */
  public static final int TICK = 1;

  private final Decay decay;
  private final boolean nearest;

  /**
   * @param nearest whether only the last spike counts
   */
  public Traces(Decay decay, boolean nearest) {
    this.decay = decay;
    this.nearest = nearest;
  }

  /** The value of a neuron's trace. */
  public double at(double[] values, double[] ticks, int neuron, long tick) {
    double value = values[neuron];
    return value == 0 ? 0 : value * decay.factor(tick - (long) ticks[neuron]);
  }

  /** Adds spikes of this tick. */
  public void add(double[] values, double[] ticks, Spikes spikes, long tick) {
    int[] neurons = spikes.neurons();
    double[] counts = spikes.counts();
    for (int s = 0; s < spikes.size(); s++) {
      int neuron = neurons[s];
      values[neuron] = nearest ? 1 : at(values, ticks, neuron, tick) + counts[s];
      ticks[neuron] = tick;
    }
  }

  /** Writes the values of all traces at this tick. */
  public void all(double[] values, double[] ticks, long tick, double[] into) {
    for (int neuron = 0; neuron < values.length; neuron++) {
      into[neuron] = at(values, ticks, neuron, tick);
    }
  }
}
