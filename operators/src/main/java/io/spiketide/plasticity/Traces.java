package io.spiketide.plasticity;

import io.spiketide.neuron.Spikes;
import java.util.Arrays;

/**
 * Exponential traces of spikes, one per neuron: {@code x <- x exp(-dt/tau) + count} at each spike
 * (all-to-all), or {@code x <- 1} (nearest).
 *
 * <p>Kept is {@code x exp((t - t0)/tau)}, which no tick without spikes changes, so that all traces
 * of a projection are read with one factor. Time is divided into cells of {@value #TAUS_PER_CELL}
 * tau; t0 is the start of the present one, and when a cell ends all values are multiplied by its
 * decay, cell by cell. What a value is depends therefore on the spikes of its neuron alone.
 *
 * <p>Source: Morrison, Diesmann and Gerstner (2008), Biol. Cybern. 98:459-478.
 */
public final class Traces {
  private static final int TAUS_PER_CELL = 8;

  /** After so many cells nothing is left: the smallest double is above e^-745. */
  private static final int CELLS_TO_NOTHING = 128;

  private final double rate;
  private final boolean nearest;
  private final long cellTicks;
  private final double decayOfCell;

  /**
   * @param step model time of a tick, in the unit of tau
   * @param tau time constant, above 0
   * @param nearest whether only the last spike counts
   */
  public Traces(double step, double tau, boolean nearest) {
    rate = step / tau;
    this.nearest = nearest;
    cellTicks = Math.max(1, Math.round(TAUS_PER_CELL / rate));
    decayOfCell = StrictMath.exp(-cellTicks * rate);
  }

  /**
   * Brings traces to a tick: from then on the trace of a neuron is its value times the factor that
   * is returned, until the next tick.
   *
   * @param values one per neuron, 0 at the start
   * @param cell its first element keeps the present cell
   */
  public double at(double[] values, double[] cell, long tick) {
    long present = Math.floorDiv(tick, cellTicks);
    long passed = present - (long) cell[0];
    if (passed != 0) {
      if (passed < 0 || passed >= CELLS_TO_NOTHING) {
        Arrays.fill(values, 0);
      } else {
        for (long c = 0; c < passed; c++) {
          for (int i = 0; i < values.length; i++) {
            values[i] *= decayOfCell;
          }
        }
      }
      cell[0] = present;
    }
    return StrictMath.exp((present * cellTicks - tick) * rate);
  }

  /** Whether a tick is in the present cell, so that {@link #at} changes no value. */
  public boolean isPresent(double[] cell, long tick) {
    return Math.floorDiv(tick, cellTicks) == (long) cell[0];
  }

  /** What a spike in this tick adds to the value of its neuron. */
  public double ofSpike(long tick) {
    return StrictMath.exp((tick - Math.floorDiv(tick, cellTicks) * cellTicks) * rate);
  }

  /** Adds spikes of this tick. */
  public void add(double[] values, double[] cell, Spikes spikes, long tick) {
    at(values, cell, tick);
    double one = ofSpike(tick);
    int[] neurons = spikes.neurons();
    double[] counts = spikes.counts();
    for (int s = 0; s < spikes.size(); s++) {
      int neuron = neurons[s];
      values[neuron] = nearest ? one : values[neuron] + one * counts[s];
    }
  }
}
