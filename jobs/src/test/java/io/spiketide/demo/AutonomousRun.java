package io.spiketide.demo;

import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.Arrivals;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Kernel;
import io.spiketide.kernel.KernelOutput;
import io.spiketide.kernel.Mark;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.neuron.Spikes;
import io.spiketide.statistics.Measures;
import io.spiketide.statistics.PopulationRecorder;
import io.spiketide.statistics.PopulationStatistics;
import io.spiketide.statistics.Stretch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a network that one event starts, in the kernel alone, and measures its populations. */
final class AutonomousRun {
  private AutonomousRun() {}

  /** The statistics of each published population over the ticks from {@code discard} on. */
  static Map<String, PopulationStatistics> measure(Network network, long discard, long until) {
    Stretch stretch = new Stretch(discard, until, network.time().tickMicros());
    Measures measures = new Measures(5, Math.max(1, 5_000 / network.time().tickMicros()), 50);
    List<PopulationRecorder> recorders = new ArrayList<>();
    for (Population population : network.populations()) {
      recorders.add(new PopulationRecorder(population.shape().size(), stretch, measures));
    }
    CompiledNetwork compiled = CompiledNetwork.compile(network);
    new Kernel(compiled).run(compiled.newState(), "a", until, new Start(), new Ears(recorders));
    Map<String, PopulationStatistics> statistics = new LinkedHashMap<>();
    for (int p = 0; p < recorders.size(); p++) {
      Population population = network.populations().get(p);
      if (population.publish()) {
        statistics.put(population.name(), recorders.get(p).statistics());
      }
    }
    return statistics;
  }

  /** One event at tick 0. */
  private static final class Start implements Arrivals {
    private boolean taken;

    @Override
    public long nextTick() {
      return taken ? Long.MAX_VALUE : 0;
    }

    @Override
    public void take(int input, long tick, TickEvents into) {
      if (!taken) {
        into.add(0, 1);
        taken = true;
      }
    }

    @Override
    public @Nullable Mark takeMark(long tick, boolean start) {
      return null;
    }
  }

  private record Ears(List<PopulationRecorder> recorders) implements KernelOutput {
    @Override
    public void spikes(int population, long tick, Spikes spikes) {
      for (int i = 0; i < spikes.size(); i++) {
        recorders.get(population).add(spikes.neuron(i), tick, (long) spikes.count(i));
      }
    }

    @Override
    public void decision(
        int readout,
        String episode,
        String trueLabel,
        long firstTick,
        long endTick,
        int winner,
        double[] values) {
      throw new IllegalStateException("there is no readout");
    }

    @Override
    public void sample(int recording, long tick, double[] values) {
      throw new IllegalStateException("there is no recording");
    }
  }
}
