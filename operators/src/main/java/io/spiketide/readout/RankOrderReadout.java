package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.List;

/**
 * The order in which classes fire first in the window: 0 for the earliest, and for each class as
 * many more as fired in an earlier tick; -1 for a class that is silent. Rank 0 wins, the first
 * class on ties; no spike at all is no decision.
 *
 * <p>Source: S. J. Thorpe, J. Gautrais, Rank order coding, Computational Neuroscience: Trends in
 * Research, 1998.
 */
final class RankOrderReadout implements Readout {
  @Override
  public String name() {
    return "rank_order";
  }

  @Override
  public String summary() {
    return "Rank of a class by its first spike in the window, 0 for the earliest, -1 if silent.";
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
   * @throws IllegalArgumentException if windows overlap
   */
  @Override
  public Reading compile(ReadoutSettings settings) {
    Windows.requireApart(this, settings);
    return OnChange.wrap(new Ranks(settings.classes(), settings.block()), settings);
  }

  /** State: tick of the first spike of each class. */
  private record Ranks(int classes, int block) implements Reading {

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
      double[] first = state[0];
      int winner = Winner.NONE;
      for (int c = 0; c < classes; c++) {
        boolean silent = first[c] == FirstSpikes.SILENT;
        values[c] = silent ? FirstSpikes.SILENT : earlier(first, first[c]);
        winner = winner == Winner.NONE && values[c] == 0 ? c : winner;
      }
      return winner;
    }

    private static double earlier(double[] first, double tick) {
      int earlier = 0;
      for (double other : first) {
        earlier += other != FirstSpikes.SILENT && other < tick ? 1 : 0;
      }
      return earlier;
    }
  }
}
