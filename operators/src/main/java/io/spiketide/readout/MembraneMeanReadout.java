package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.List;

/**
 * The membrane potential of each class in the mean over the window, in the unit of v. The potential
 * of a class in a tick is the mean over its neurons. Every tick counts, so a network that is read
 * so never rests.
 */
final class MembraneMeanReadout implements Readout {

  @Override
  public String name() {
    return "membrane_mean";
  }

  @Override
  public String summary() {
    return "Membrane potential of a class (mean of its neurons) in the mean over the window.";
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
    Reading mean = new Mean(settings.classes(), settings.block(), settings.steps());
    return OnChange.wrap(Confidence.wrap(mean, settings), settings);
  }

  /**
   * State: {@code sum} of each step and class, shape {@code [steps][classes]}, newest last; {@code
   * ticks} of each step.
   */
  private record Mean(int classes, int block, int steps) implements Reading {

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("sum", steps * classes, 0), new StateArray("ticks", steps, 0));
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      int newest = (steps - 1) * classes;
      for (int c = 0; c < classes; c++) {
        state[0][newest + c] += ClassMean.of(variable, c, block);
      }
      state[1][steps - 1]++;
    }

    @Override
    public boolean ignoresSilence() {
      return false;
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      double seen = Arrays.stream(state[1]).sum();
      Arrays.fill(values, 0);
      for (int i = 0; i < state[0].length; i++) {
        values[i % classes] += state[0][i];
      }
      for (int c = 0; c < classes && seen > 0; c++) {
        values[c] /= seen;
      }
      return seen == 0 ? Winner.NONE : Winner.largest(values);
    }

    @Override
    public void slide(double[][] state) {
      Steps.slide(state[0], classes);
      Steps.slide(state[1], 1);
    }
  }
}
