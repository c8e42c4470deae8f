package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.List;

/**
 * The largest membrane potential of each class in the window, in the unit of v. The potential of a
 * class in a tick is the mean over its neurons.
 */
final class MembraneMaxReadout implements Readout {

  @Override
  public String name() {
    return "membrane_max";
  }

  @Override
  public String summary() {
    return "Largest membrane potential of a class (mean of its neurons) in the window.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(Confidence.LEAST);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Confidence.MEASURE, OnChange.OPTION);
  }

  @Override
  public String variable() {
    return "v";
  }

  @Override
  public Reading compile(ReadoutSettings settings) {
    Reading maximum = new Maximum(settings.classes(), settings.block(), settings.steps());
    return OnChange.wrap(Confidence.wrap(maximum, settings), settings);
  }

  /** State: the maximum of each step and class, shape {@code [steps][classes]}, newest last. */
  private record Maximum(int classes, int block, int steps) implements Reading {

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("maximum", steps * classes, Double.NEGATIVE_INFINITY));
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      double[] maximum = state[0];
      int newest = (steps - 1) * classes;
      for (int c = 0; c < classes; c++) {
        double mean = ClassMean.of(variable, c, block);
        maximum[newest + c] = Math.max(maximum[newest + c], mean);
      }
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      double[] maximum = state[0];
      Arrays.fill(values, Double.NEGATIVE_INFINITY);
      for (int i = 0; i < maximum.length; i++) {
        values[i % classes] = Math.max(values[i % classes], maximum[i]);
      }
      int winner = Winner.largest(values);
      return values[winner] == Double.NEGATIVE_INFINITY ? Winner.NONE : winner;
    }

    @Override
    public void slide(double[][] state) {
      double[] maximum = state[0];
      int newest = maximum.length - classes;
      System.arraycopy(maximum, classes, maximum, 0, newest);
      Arrays.fill(maximum, newest, maximum.length, Double.NEGATIVE_INFINITY);
    }
  }
}
