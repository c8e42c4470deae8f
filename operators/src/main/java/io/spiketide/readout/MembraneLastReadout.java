package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.List;

/**
 * The membrane potential of each class in the last tick of the window, in the unit of v. The
 * potential of a class is the mean over its neurons.
 */
final class MembraneLastReadout implements Readout {

  @Override
  public String name() {
    return "membrane_last";
  }

  @Override
  public String summary() {
    return "Membrane potential of a class (mean of its neurons) in the last tick of the window.";
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
    Reading last = new Last(settings.classes(), settings.block());
    return OnChange.wrap(Confidence.wrap(last, settings), settings);
  }

  /** Where no tick was observed, there is no potential (negative infinity) and no decision. */
  private record Last(int classes, int block) implements Reading {

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("last", classes, Double.NEGATIVE_INFINITY));
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      for (int c = 0; c < classes; c++) {
        state[0][c] = ClassMean.of(variable, c, block);
      }
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      System.arraycopy(state[0], 0, values, 0, classes);
      int winner = Winner.largest(values);
      return values[winner] == Double.NEGATIVE_INFINITY ? Winner.NONE : winner;
    }
  }
}
