package io.spiketide.network;

import io.spiketide.network.Connectivity.OneToOne;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a network is cut: stages, in the order in which feed-forward spikes go through them, and the
 * shards of each. A value that does not depend on the parallelism of a run.
 *
 * <p>Spikes that leave a key go forward to a later stage directly, and otherwise, to another shard
 * of the same stage or to an earlier stage, through the topic {@code spikes}.
 */
public record Stages(List<Stage> stages) implements Serializable {
  /** Shards begin at multiples of so many neurons, because so many share a random counter. */
  private static final int GRAIN = 8;

  private static final String SHARDS = " x ";

  public Stages {
    stages = List.copyOf(stages);
  }

  /** One stage that is not cut. */
  public static Stages whole(Network network) {
    return new Stages(
        List.of(
            new Stage(
                network.name(),
                network.populations().stream().map(Population::name).toList(),
                network.readouts().stream().map(ReadoutSpec::name).toList(),
                1)));
  }

  /** Whether one key runs the whole network. */
  public boolean areWhole() {
    return stages.size() == 1 && stages.get(0).shards() == 1;
  }

  public Stage stage(int index) {
    return stages.get(index);
  }

  public int size() {
    return stages.size();
  }

  /**
   * The index of the stage that runs a population.
   *
   * @throws IllegalArgumentException if none does
   */
  public int of(String population) {
    return IntStream.range(0, stages.size())
        .filter(s -> stages.get(s).populations().contains(population))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no stage has the population " + population));
  }

  /**
   * The index of the stage that answers a readout.
   *
   * @throws IllegalArgumentException if none does
   */
  public int ofReadout(String readout) {
    return IntStream.range(0, stages.size())
        .filter(s -> stages.get(s).readouts().contains(readout))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no stage has the readout " + readout));
  }

  /** Over how many shards a population is cut. */
  public int shards(String population) {
    return stages.get(of(population)).shards();
  }

  /** The neurons of one shard of a population; none where there are more shards than neurons. */
  public Range shard(Population population, int shard) {
    return shard(population.shape().size(), shard, shards(population.name()));
  }

  /** The neurons of one of the shards of a population of that size. */
  public static Range shard(int size, int shard, int shards) {
    return new Range(
        boundary(size, shard, shards),
        shard + 1 == shards ? size : boundary(size, shard + 1, shards));
  }

  private static int boundary(int size, int shard, int shards) {
    return (int) ((long) size * shard / shards / GRAIN * GRAIN);
  }

  /**
   * Spikes of a population that go from one key to another.
   *
   * @param name of the projection that carries them, or of the readout that reads them
   * @param population that fires them
   * @param target population that hears them; empty for a readout
   * @param from index of the stage that fires
   * @param to index of the stage that hears
   * @param delay the smallest delay with which they arrive, in ticks
   */
  public record Hop(String name, String population, String target, int from, int to, int delay) {
    /** Whether they go through the topic {@code spikes}, else directly to a later stage. */
    public boolean byTopic() {
      return from >= to;
    }
  }

  /** All spikes that go from one key to another: by projection, then by readout. */
  public List<Hop> hops(Network network) {
    List<Hop> hops = new ArrayList<>();
    for (Projection p : network.projections()) {
      if (leavesKey(network, p)) {
        int delay = DelayRange.min(p.delays());
        hops.add(new Hop(p.name(), p.source(), p.target(), of(p.source()), of(p.target()), delay));
      }
    }
    for (ReadoutSpec readout : network.readouts()) {
      int from = of(readout.population());
      int to = ofReadout(readout.name());
      if (to != from) {
        hops.add(new Hop(readout.name(), readout.population(), "", from, to, 0));
      }
    }
    return hops;
  }

  /**
   * Whether a stage reads the topic {@code spikes}: it hears what is there, or sends to it. One
   * that sends alone drops what it reads, but is after the topic for checkpoints then, too: what it
   * fires behind a barrier finds those who hear it behind the same one.
   */
  public boolean readsTopic(Network network, int stage) {
    return hops(network).stream()
        .anyMatch(hop -> hop.byTopic() && (hop.to() == stage || hop.from() == stage));
  }

  /**
   * Whether all stages that send to the topic {@code spikes} wait for those that hear it, directly
   * or for others that do: none can run ahead of what it is heard of.
   */
  public boolean areInStep(Network network) {
    List<Hop> hops = hops(network);
    return hops.stream().filter(Hop::byTopic).allMatch(hop -> reaches(hops, hop.to(), hop.from()));
  }

  private static boolean reaches(List<Hop> hops, int from, int to) {
    Set<Integer> reached = new TreeSet<>(Set.of(from));
    boolean grows = true;
    while (grows) {
      grows =
          reached.addAll(
              hops.stream().filter(h -> reached.contains(h.from())).map(Hop::to).toList());
    }
    return reached.contains(to);
  }

  /** Whether a stage hears earlier ones directly. */
  public boolean hearsDirectly(Network network, int stage) {
    return hops(network).stream().anyMatch(hop -> !hop.byTopic() && hop.to() == stage);
  }

  /** Whether spikes of a projection, whose source is a population, go from one key to another. */
  public boolean leavesKey(Network network, Projection projection) {
    if (network.population(projection.source()).isEmpty()) {
      return false;
    }
    int from = of(projection.source());
    return from != of(projection.target())
        || (stages.get(from).shards() > 1 && !(projection.connectivity() instanceof OneToOne));
  }

  /** Populations whose spikes come back to the network through the topic {@code spikes}. */
  public Set<String> fedBack(Network network) {
    return populations(network, true);
  }

  /** Populations whose spikes later stages take directly. */
  public Set<String> forwarded(Network network) {
    return populations(network, false);
  }

  private Set<String> populations(Network network, boolean byTopic) {
    return hops(network).stream()
        .filter(hop -> hop.byTopic() == byTopic)
        .map(Hop::population)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The populations of a stage whose spikes go to the topic, since they are published or fed back;
   * in the order of the description.
   */
  public List<Population> sent(Network network, int stage) {
    Set<String> fedBack = fedBack(network);
    return network.populations().stream()
        .filter(p -> stages.get(stage).populations().contains(p.name()))
        .filter(p -> p.publish() || fedBack.contains(p.name()))
        .toList();
  }

  /**
   * Ticks that one spike packet covers: as the placement says, unless that is more than the
   * shortest delay with which spikes come back through the topic, for then two shards would wait
   * for each other; instead it is three quarters of that delay. Long slices mean few packets, short
   * ones that a shard works while those of the others travel.
   */
  public int sliceTicks(Network network) {
    int wanted = network.placement().sliceTicks();
    int shortest =
        hops(network).stream()
            .filter(Hop::byTopic)
            .mapToInt(Hop::delay)
            .min()
            .orElse(Integer.MAX_VALUE);
    return wanted <= shortest ? wanted : Math.max(1, shortest * 3 / 4);
  }

  /** Over how many shards a population is cut in a text of {@link #toString}. */
  public static int shards(String text, String population) {
    for (String stage : text.split(" \\| ", -1)) {
      int cut = stage.lastIndexOf(SHARDS);
      String names = cut < 0 ? stage : stage.substring(0, cut);
      if (List.of(names.split(", ", -1)).contains(population)) {
        return cut < 0 ? 1 : Integer.parseInt(stage.substring(cut + SHARDS.length()));
      }
    }
    return 1;
  }

  /** As people read it, such as {@code hidden x 4 | output}. */
  @Override
  public String toString() {
    return stages.stream()
        .map(
            s ->
                String.join(", ", s.populations().isEmpty() ? s.readouts() : s.populations())
                    + (s.shards() == 1 ? "" : SHARDS + s.shards()))
        .collect(Collectors.joining(" | "));
  }
}
