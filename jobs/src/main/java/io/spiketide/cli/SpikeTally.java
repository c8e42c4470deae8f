package io.spiketide.cli;

import io.spiketide.schema.SpikePacket;
import io.spiketide.statistics.Measures;
import io.spiketide.statistics.PopulationRecorder;
import io.spiketide.statistics.PopulationStatistics;
import io.spiketide.statistics.Stretch;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures the populations of instances from their packets. */
final class SpikeTally {
  private final Map<Train, Counted> counted = new LinkedHashMap<>();

  /** A population of an instance of a network. */
  record Train(SpikeSurvey.Source source, String population) {}

  private record Counted(int size, PopulationRecorder recorder) {}

  /** Measures this population too. */
  void measure(Train train, int size, Stretch stretch, Measures measures) {
    counted.put(train, new Counted(size, new PopulationRecorder(size, stretch, measures)));
  }

  /**
   * Counts a packet, if its population is measured.
   *
   * @throws UserException if its spikes cannot be of that population
   */
  void add(SpikePacket packet, String where) {
    Train train =
        new Train(new SpikeSurvey.Source(packet.network(), packet.instance()), packet.population());
    Counted into = counted.get(train);
    if (into == null) {
      return;
    }
    boolean single = packet.counts().length == 0;
    for (int i = 0; i < packet.neurons().length; i++) {
      int neuron = packet.neurons()[i];
      if (neuron >= into.size()) {
        throw UserException.badInput(
            "%s: neuron %d is outside population '%s' of %d; check that --network is what was run"
                .formatted(where, neuron, packet.population(), into.size()));
      }
      long tick = packet.firstTick() + packet.tickOffsets()[i];
      try {
        into.recorder().add(neuron, tick, single ? 1 : packet.counts()[i]);
      } catch (IllegalArgumentException e) {
        throw UserException.badInput(
            "%s: population '%s': %s; choose one run with --from and --to"
                .formatted(where, packet.population(), e.getMessage()));
      }
    }
  }

  /** What was measured, in the order in which it was asked for. */
  Map<Train, PopulationStatistics> statistics() {
    Map<Train, PopulationStatistics> all = new LinkedHashMap<>();
    counted.forEach((train, into) -> all.put(train, into.recorder().statistics()));
    return all;
  }
}
