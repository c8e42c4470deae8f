package io.spiketide.network;

import io.spiketide.network.Connectivity.OneToOne;
import java.io.Serializable;
import java.util.List;
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

  /** Whether spikes of a projection, whose source is a population, go from one key to another. */
  public boolean leavesKey(Network network, Projection projection) {
    if (network.population(projection.source()).isEmpty()) {
      return false;
    }
    int from = of(projection.source());
    return from != of(projection.target())
        || (stages.get(from).shards() > 1 && !(projection.connectivity() instanceof OneToOne));
  }

  /** Whether spikes of a projection go through the topic {@code spikes}. */
  public boolean isFeedback(Network network, Projection projection) {
    return leavesKey(network, projection) && of(projection.source()) >= of(projection.target());
  }

  /** Whether spikes of a population go through the topic {@code spikes} to the network itself. */
  public boolean feedsBack(Network network, String population) {
    return network.projections().stream()
        .anyMatch(p -> p.source().equals(population) && isFeedback(network, p));
  }

  /** Whether another stage takes the spikes of a population directly. */
  public boolean goesOn(Network network, String population) {
    int from = of(population);
    boolean projected =
        network.projections().stream()
            .anyMatch(
                p ->
                    p.source().equals(population)
                        && leavesKey(network, p)
                        && !isFeedback(network, p));
    return projected
        || network.readouts().stream()
            .anyMatch(
                r ->
                    r.population().equals(population)
                        && !stages.get(from).readouts().contains(r.name()));
  }

  /**
   * Ticks that one spike packet covers: as the placement says, but not more than half of the
   * shortest delay of a projection whose spikes come back through the topic. With more than the
   * whole two shards would wait for each other; with half of it, one works while a packet travels.
   */
  public int sliceTicks(Network network) {
    int slice = network.placement().sliceTicks();
    for (Projection projection : network.projections()) {
      if (isFeedback(network, projection)) {
        slice = Math.min(slice, Math.max(1, DelayRange.min(projection.delays()) / 2));
      }
    }
    return slice;
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
