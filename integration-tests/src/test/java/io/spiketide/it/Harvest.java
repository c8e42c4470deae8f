package io.spiketide.it;

import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.network.Network;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.schema.Decision;
import io.spiketide.schema.SpikePacket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Spikes and decisions as a consumer holds them after dropping what it has seen: packets below the
 * sequence of their channel.
 */
final class Harvest {
  private final Map<String, Long> nextSequence = new HashMap<>();
  private final Map<String, long[]> lastSpikes = new HashMap<>();
  private final Map<String, Integer> contents = new HashMap<>();
  private final TreeMap<String, List<String>> spikes = new TreeMap<>(); // by population
  private final TreeMap<String, Decision> decisions = new TreeMap<>();
  private final Map<String, Long> spikesByPopulation = new TreeMap<>();
  private long spikeCount;
  private long duplicates;
  private long gaps;
  private long altered;

  void add(SpikePacket packet) {
    String channel = packet.instance() + "/" + packet.population() + "/" + packet.shard();
    if (!isNew(channel, packet.sequence(), packet)) {
      return;
    }
    List<String> lines =
        spikes.computeIfAbsent(
            packet.instance() + "/" + packet.population(), c -> new ArrayList<>());
    for (int i = 0; i < packet.neurons().length; i++) {
      long tick = packet.firstTick() + packet.tickOffsets()[i];
      requireOrder(channel, tick, packet.neurons()[i]);
      int count = packet.counts().length == 0 ? 1 : packet.counts()[i];
      lines.add(tick + " " + packet.neurons()[i] + " " + count);
      spikeCount++;
      spikesByPopulation.merge(packet.population(), (long) count, Long::sum);
    }
  }

  void add(Decision decision) {
    String channel = decision.instance() + "?" + decision.readout();
    if (isNew(channel, decision.sequence(), decision)) {
      decisions.put(channel + "/" + "%09d".formatted(decision.sequence()), decision);
    }
  }

  /** Spikes of a channel come by tick and then by neuron. */
  private void requireOrder(String channel, long tick, int neuron) {
    long[] last = lastSpikes.put(channel, new long[] {tick, neuron});
    if (last != null && (tick < last[0] || tick == last[0] && neuron <= last[1])) {
      throw new AssertionError(
          "%s: neuron %d at tick %d after neuron %d at tick %d"
              .formatted(channel, neuron, tick, last[1], last[0]));
    }
  }

  private boolean isNew(String channel, long sequence, Object packet) {
    long next = nextSequence.getOrDefault(channel, 0L);
    Integer before = contents.putIfAbsent(channel + "#" + sequence, packet.hashCode());
    if (before != null && before != packet.hashCode()) {
      altered++;
    }
    if (sequence < next) {
      duplicates++;
      return false;
    }
    if (sequence > next) {
      gaps++;
    }
    nextSequence.put(channel, sequence + 1);
    return true;
  }

  /**
   * Adds what the reference simulator found for an instance.
   *
   * @param sent the tick below which spikes have been sent, in complete slices
   */
  void add(Network network, String instance, ReferenceSimulator.Result result, long sent) {
    for (ReferenceSimulator.Spike spike : result.spikes()) {
      var population = network.populations().get(spike.population());
      if (population.publish() && spike.tick() < sent) {
        spikes
            .computeIfAbsent(instance + "/" + population.name(), c -> new ArrayList<>())
            .add(spike.tick() + " " + spike.neuron() + " " + (int) spike.count());
        spikeCount++;
        spikesByPopulation.merge(population.name(), (long) spike.count(), Long::sum);
      }
    }
    for (ReferenceSimulator.Answer answer : result.answers()) {
      ReadoutSpec readout = network.readouts().get(answer.readout());
      String label =
          answer.winner() < 0
              ? ""
              : readout.labels().isEmpty()
                  ? Integer.toString(answer.winner())
                  : readout.labels().get(answer.winner());
      add(
          new Decision(
              network.name(),
              instance,
              readout.name(),
              0,
              nextSequence.getOrDefault(instance + "?" + readout.name(), 0L),
              answer.endTick(),
              answer.episode(),
              answer.trueLabel(),
              answer.firstTick(),
              answer.endTick(),
              (int) network.time().tickMicros(),
              answer.winner(),
              label,
              answer.values().stream().mapToDouble(Double::doubleValue).toArray()));
    }
  }

  /** Spikes after dropping repetitions. */
  long spikeCount() {
    return spikeCount;
  }

  /** Spikes in the ticks before this one. */
  long spikesBefore(long tick) {
    return spikes.values().stream()
        .flatMap(List::stream)
        .filter(line -> Long.parseLong(line.split(" ")[0]) < tick)
        .count();
  }

  /** Sum of spike counts of a population over all instances. */
  long spikesOf(String population) {
    return spikesByPopulation.getOrDefault(population, 0L);
  }

  /** Sum of spike counts of an instance's population in the ticks from first to end, exclusive. */
  long spikesOf(String instance, String population, long firstTick, long endTick) {
    long sum = 0;
    for (String line : spikes.getOrDefault(instance + "/" + population, List.of())) {
      String[] words = line.split(" ");
      long tick = Long.parseLong(words[0]);
      sum += tick >= firstTick && tick < endTick ? Long.parseLong(words[2]) : 0;
    }
    return sum;
  }

  List<Decision> decisions() {
    return List.copyOf(decisions.values());
  }

  /** Packets that had been seen before. */
  long duplicates() {
    return duplicates;
  }

  /** Packets that were missing when a later one came. */
  long gaps() {
    return gaps;
  }

  /** Packets that had been seen before with another content. */
  long altered() {
    return altered;
  }

  /** Spikes and decisions of another harvest that this one lacks. */
  long missing(Harvest other) {
    long missing = 0;
    for (var channel : other.spikes.entrySet()) {
      Map<String, Integer> mine = new HashMap<>();
      spikes
          .getOrDefault(channel.getKey(), List.of())
          .forEach(line -> mine.merge(line, 1, Integer::sum));
      for (String line : channel.getValue()) {
        missing += mine.merge(line, -1, Integer::sum) < 0 ? 1 : 0;
      }
    }
    for (var decision : other.decisions.entrySet()) {
      missing += decision.getValue().equals(decisions.get(decision.getKey())) ? 0 : 1;
    }
    return missing;
  }

  /** Whether as much has come as another harvest holds. */
  boolean isAsLargeAs(Harvest other) {
    return spikeCount >= other.spikeCount && decisions.size() >= other.decisions.size();
  }

  /** Spikes of a population by tick and neuron, whatever shards they come from. */
  private List<String> ordered(String population) {
    List<String> lines = new ArrayList<>(spikes.getOrDefault(population, List.of()));
    lines.sort(
        Comparator.<String>comparingLong(line -> Long.parseLong(line.split(" ")[0]))
            .thenComparingLong(line -> Long.parseLong(line.split(" ")[1])));
    return lines;
  }

  /** Digest over spikes ordered by population, tick and neuron, and decisions by channel. */
  String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String population : spikes.keySet()) {
        List<String> lines = ordered(population);
        if (!lines.isEmpty()) {
          update(digest, population);
          lines.forEach(line -> update(digest, line));
        }
      }
      decisions.values().forEach(decision -> update(digest, decision.toString()));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The first line in which two harvests differ, for messages of tests. */
  String firstDifference(Harvest other) {
    TreeSet<String> channels = new TreeSet<>(spikes.keySet());
    channels.addAll(other.spikes.keySet());
    for (String channel : channels) {
      List<String> mine = ordered(channel);
      List<String> theirs = other.ordered(channel);
      for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
        String a = i < mine.size() ? mine.get(i) : "nothing";
        String b = i < theirs.size() ? theirs.get(i) : "nothing";
        if (!a.equals(b)) {
          return channel + ", spike " + i + ": " + a + " but " + b;
        }
      }
    }
    TreeSet<String> answers = new TreeSet<>(decisions.keySet());
    answers.addAll(other.decisions.keySet());
    for (String answer : answers) {
      String a = String.valueOf(decisions.get(answer));
      String b = String.valueOf(other.decisions.get(answer));
      if (!a.equals(b)) {
        return answer + ": " + a + " but " + b;
      }
    }
    return "none";
  }

  private static void update(MessageDigest digest, String line) {
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }
}
