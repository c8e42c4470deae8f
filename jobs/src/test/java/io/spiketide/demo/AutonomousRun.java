package io.spiketide.demo;

import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.simulation.Simulation;
import io.spiketide.statistics.Measures;
import io.spiketide.statistics.PopulationRecorder;
import io.spiketide.statistics.PopulationStatistics;
import io.spiketide.statistics.Stretch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a network in the kernel alone, and measures its populations. */
final class AutonomousRun {
  private AutonomousRun() {}

  /** The statistics of each published population over the ticks from {@code discard} on. */
  static Map<String, PopulationStatistics> measure(Network network, long discard, long until) {
    Stretch stretch = new Stretch(discard, until, network.time().tickMicros());
    Measures measures = new Measures(5, Measures.defaultBinTicks(network.time().tickMicros()), 50);
    List<PopulationRecorder> recorders = new ArrayList<>();
    for (Population population : network.populations()) {
      recorders.add(new PopulationRecorder(population.shape().size(), stretch, measures));
    }
    new Simulation(
            network,
            "a",
            (population, tick, spikes) -> {
              for (int i = 0; i < spikes.size(); i++) {
                recorders.get(population).add(spikes.neuron(i), tick, (long) spikes.count(i));
              }
            })
        .runUntil(until);
    Map<String, PopulationStatistics> statistics = new LinkedHashMap<>();
    for (int p = 0; p < recorders.size(); p++) {
      Population population = network.populations().get(p);
      if (population.publish()) {
        statistics.put(population.name(), recorders.get(p).statistics());
      }
    }
    return statistics;
  }
}
