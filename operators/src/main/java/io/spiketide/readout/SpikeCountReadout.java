package io.spiketide.readout;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import java.util.List;

/** The number of spikes of each class in the window; without any spike there is no decision. */
final class SpikeCountReadout implements Readout {

  @Override
  public String name() {
    return "spike_count";
  }

  @Override
  public String summary() {
    return "Spikes per class; the largest count wins, no spike at all is no decision.";
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
  public Reading compile(ReadoutSettings settings) {
    Reading counting = new Counting(new SlidingCounts(settings));
    return OnChange.wrap(Confidence.wrap(counting, settings), settings);
  }

  private record Counting(SlidingCounts counts) implements Reading {

    @Override
    public List<StateArray> state() {
      return counts.state();
    }

    @Override
    public void observe(double[][] state, long ticksIntoWindow, Spikes spikes, double[] variable) {
      counts.observe(state, spikes);
    }

    @Override
    public int answer(double[][] state, long ticks, double[] values) {
      return counts.sum(state, values) ? Winner.largest(values) : Winner.NONE;
    }

    @Override
    public void slide(double[][] state) {
      counts.slide(state);
    }
  }
}
