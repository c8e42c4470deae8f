package io.spiketide.readout;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.List;

/**
 * The mean over the window of the squared {@code error} of each class (mean of its neurons): how
 * well a population that learns does. The class that errs most wins; where none erred at all there
 * is no decision.
 */
final class MeanSquareReadout implements Readout {

  @Override
  public String name() {
    return "mean_square";
  }

  @Override
  public String summary() {
    return "Mean square of the error of a class over the window; the one that errs most wins.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public String variable() {
    return "error";
  }

  @Override
  public Reading compile(ReadoutSettings settings) {
    return new Mean(settings.classes(), settings.block(), settings.steps());
  }

  /** State: the sum of each step and class, shape {@code [steps][classes]}, newest last. */
  private record Mean(int classes, int block, int steps) implements Reading {

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("sum", steps * classes, 0));
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      double[] sum = state[0];
      int newest = (steps - 1) * classes;
      for (int c = 0; c < classes; c++) {
        double error = ClassMean.of(variable, c, block);
        sum[newest + c] += error * error;
      }
    }

    @Override
    public boolean ignoresSilence() {
      return false;
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      double[] sum = state[0];
      Arrays.fill(values, 0);
      for (int i = 0; i < sum.length; i++) {
        values[i % classes] += sum[i];
      }
      for (int c = 0; c < classes; c++) {
        values[c] /= Math.max(1, ticks);
      }
      int winner = Winner.largest(values);
      return values[winner] == 0 ? Winner.NONE : winner;
    }

    @Override
    public void slide(double[][] state) {
      double[] sum = state[0];
      int newest = sum.length - classes;
      System.arraycopy(sum, classes, sum, 0, newest);
      Arrays.fill(sum, newest, sum.length, 0);
    }
  }
}
