package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.List;

/**
 * The tick of each class's first spike, counted from the start of the window; -1 for a class that
 * is silent. The smallest tick wins, the first class on ties; no spike at all is no decision.
 */
final class FirstSpikeReadout implements Readout {
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

  @Override
  public List<OptionSpec> options() {
    return List.of(OnChange.OPTION);
  }

  /**
   * @throws IllegalArgumentException if windows overlap: a first spike needs a moment from which it
   *     is counted
   */
  @Override
  public Reading compile(ReadoutSettings settings) {
    Windows.requireApart(this, settings);
    return OnChange.wrap(new Earliest(settings.classes(), settings.block()), settings);
  }

  private record Earliest(int classes, int block) implements Reading {

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("first", classes, FirstSpikes.SILENT));
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      FirstSpikes.note(state[0], ticksIntoWindow, spikes, block);
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      System.arraycopy(state[0], 0, values, 0, classes);
      int winner = Winner.NONE;
      for (int c = 0; c < classes; c++) {
        if (values[c] != FirstSpikes.SILENT
            && (winner == Winner.NONE || values[c] < values[winner])) {
          winner = c;
        }
      }
      return winner;
    }
  }
}
