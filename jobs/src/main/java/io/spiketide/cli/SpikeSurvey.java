package io.spiketide.cli;

import io.spiketide.schema.SpikePacket;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What there is in the topic of spikes: instances, their populations, and how far they ran. */
final class SpikeSurvey {
  private final Map<Source, Extent> instances = new TreeMap<>();
  private final Set<String> names = new TreeSet<>();
  private final Set<String> populationNames = new TreeSet<>();

  /** An instance of a network. */
  record Source(String network, String instance) implements Comparable<Source> {
    @Override
    public int compareTo(Source other) {
      int byNetwork = network.compareTo(other.network);
      return byNetwork != 0 ? byNetwork : instance.compareTo(other.instance);
    }
  }

  /**
   * From where to where an instance was heard of.
   *
   * @param first first tick of its first packet
   * @param end the largest frontier
   * @param sizes by population, one more than the largest neuron that fired
   */
  record Extent(long first, long end, long tickMicros, Map<String, Integer> sizes) {
    private Extent with(SpikePacket packet) {
      int size = sizes.getOrDefault(packet.population(), 0);
      for (int neuron : packet.neurons()) {
        size = Math.max(size, neuron + 1);
      }
      sizes.put(packet.population(), size);
      return new Extent(
          Math.min(first, packet.firstTick()), Math.max(end, packet.frontier()), tickMicros, sizes);
    }
  }

  /**
   * Takes a packet into account.
   *
   * @throws UserException if its ticks are of another length than those of the instance so far
   */
  void add(SpikePacket packet, String where) {
    names.add(packet.instance());
    populationNames.add(packet.population());
    Source source = new Source(packet.network(), packet.instance());
    Extent known =
        instances.getOrDefault(
            source,
            new Extent(Long.MAX_VALUE, Long.MIN_VALUE, packet.tickMicros(), new TreeMap<>()));
    if (known.tickMicros() != packet.tickMicros()) {
      throw UserException.badInput(
          where
              + ": ticks of "
              + packet.tickMicros()
              + " µs, but instance '"
              + packet.instance()
              + "' had ticks of "
              + known.tickMicros()
              + " µs before; choose one with --from or --to");
    }
    instances.put(source, known.with(packet));
  }

  /** The instances, in alphabetical order. */
  Map<Source, Extent> instances() {
    return instances;
  }

  /** Names of instances, of whatever network. */
  Set<String> names() {
    return names;
  }

  Set<String> populationNames() {
    return populationNames;
  }
}
