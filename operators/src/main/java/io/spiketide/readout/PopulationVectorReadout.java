package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.List;

/**
 * The value that a population stands for: each label names a quantity, and the m neurons of its
 * block prefer values x_i equally spaced from min to max, as the encoder {@code population} spaces
 * its units.
 *
 * <pre>
 * line:   sum n_i x_i / sum n_i
 * circle: angle of sum n_i (cos a_i, sin a_i), brought back into [min, max)
 * </pre>
 *
 * <p>n_i are spike counts in the window. A quantity of which no neuron fires, or whose vectors
 * cancel, is not a number; the winner is the quantity with the most spikes. Source: A. P.
 * Georgopoulos, A. B. Schwartz, R. E. Kettner, Neuronal population coding of movement direction,
 * Science 233, 1986.
 */
final class PopulationVectorReadout implements Readout {

  @Override
  public String name() {
    return "population_vector";
  }

  @Override
  public String summary() {
    return "The value that the spikes of a population of preferred values stand for, one for each"
        + " label.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("min", "", 0, Bound.ANY, "Preferred value of the first neuron."),
        ParameterSpec.of("max", "", 1, Bound.ANY, "That of the last neuron; end of a circle."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec("circular", List.of("off", "on"), "on: max is min again, as of angles."));
  }

  /**
   * @throws IllegalArgumentException if {@code min} is not below {@code max}, or a label has fewer
   *     than 2 neurons
   */
  @Override
  public Reading compile(ReadoutSettings settings) {
    double min = settings.arguments().value("min");
    double max = settings.arguments().value("max");
    if (min >= max) {
      throw new IllegalArgumentException(
          "population_vector: min " + min + " is not below max " + max + "; change one of them");
    }
    if (settings.block() < 2) {
      throw new IllegalArgumentException(
          "population_vector: a value needs 2 neurons or more; give labels, one for each value");
    }
    return new Vectors(
        settings.classes(),
        settings.block(),
        settings.steps(),
        min,
        max,
        settings.arguments().isOn("circular"));
  }

  /** State: {@code counts} of each step and neuron, shape {@code [steps][neurons]}, newest last. */
  private record Vectors(
      int classes, int block, int steps, double min, double max, boolean circular)
      implements Reading {
    /** Shorter sums of vectors, as part of their lengths, are rounding errors. */
    private static final double CANCELLED = 1e-12;

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("counts", steps * classes * block, 0));
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      int newest = (steps - 1) * classes * block;
      for (int i = 0; i < spikes.size(); i++) {
        state[0][newest + spikes.neuron(i)] += spikes.count(i);
      }
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      int winner = Winner.NONE;
      double most = 0;
      for (int c = 0; c < classes; c++) {
        double[] counts = counts(state[0], c);
        double sum = 0;
        for (double count : counts) {
          sum += count;
        }
        values[c] = sum == 0 ? Double.NaN : circular ? angle(counts) : mean(counts, sum);
        if (sum > most) {
          most = sum;
          winner = c;
        }
      }
      return winner;
    }

    /** Counts of the neurons of a label, over all steps. */
    private double[] counts(double[] all, int c) {
      double[] counts = new double[block];
      for (int step = 0; step < steps; step++) {
        for (int i = 0; i < block; i++) {
          counts[i] += all[(step * classes + c) * block + i];
        }
      }
      return counts;
    }

    private double mean(double[] counts, double sum) {
      double weighted = 0;
      for (int i = 0; i < block; i++) {
        weighted += counts[i] * (min + i * (max - min) / (block - 1));
      }
      return weighted / sum;
    }

    private double angle(double[] counts) {
      double x = 0;
      double y = 0;
      double length = 0;
      for (int i = 0; i < block; i++) {
        double angle = 2 * Math.PI * i / block;
        x += counts[i] * StrictMath.cos(angle);
        y += counts[i] * StrictMath.sin(angle);
        length += Math.abs(counts[i]);
      }
      if (StrictMath.hypot(x, y) <= length * CANCELLED) {
        return Double.NaN;
      }
      double turn = StrictMath.atan2(y, x) / (2 * Math.PI);
      return min + (turn < 0 ? turn + 1 : turn) * (max - min);
    }

    @Override
    public void slide(double[][] state) {
      Steps.slide(state[0], classes * block);
    }
  }
}
