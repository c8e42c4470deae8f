package io.spiketide.readout;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.List;

/**
 * The tick of each class's first spike, counted from the start of the window; -1 for a class that
 * is silent. The smallest tick wins, the first class on ties; no spike at all is no decision.
 */
final class FirstSpikeReadout implements Readout {
  private static final double SILENT = -1;

  @Override
  public String name() {
    return "first_spike";
  }

  @Override
  public String summary() {
    return "Tick of the first spike of a class in the window, -1 if silent; the earliest wins.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  /**
   * @throws IllegalArgumentException if windows overlap: a first spike needs a moment from which it
   *     is counted
   */
  @Override
  public Reading compile(ReadoutSettings settings) {
    if (settings.steps() > 1) {
      throw new IllegalArgumentException(
          "first_spike cannot be read in windows that overlap; make 'length' and 'every' equal or"
              + " use episodes");
    }
    return new FirstSpikes(settings.classes(), settings.block());
  }

  private record FirstSpikes(int classes, int block) implements Reading {

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("first", classes, SILENT));
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      double[] first = state[0];
      for (int i = 0; i < spikes.size(); i++) {
        int c = spikes.neuron(i) / block;
        if (first[c] == SILENT) {
          first[c] = ticksIntoWindow;
        }
      }
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      System.arraycopy(state[0], 0, values, 0, classes);
      int winner = Winner.NONE;
      for (int c = 0; c < classes; c++) {
        if (values[c] != SILENT && (winner == Winner.NONE || values[c] < values[winner])) {
          winner = c;
        }
      }
      return winner;
    }
  }
}
