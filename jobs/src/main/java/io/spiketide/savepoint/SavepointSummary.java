package io.spiketide.savepoint;

import io.spiketide.kernel.Layout;
import io.spiketide.kernel.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a savepoint holds.
 *
 * @param network its name, empty if the savepoint is older than names in it
 * @param fingerprint of the description that ran last
 * @param editions how many descriptions follow each other
 * @param operators the others
 * @param instances by key, stage and shard
 */
public record SavepointSummary(
    String path,
    long checkpoint,
    String network,
    String fingerprint,
    int editions,
    List<Stage> stages,
    List<Operator> operators,
    List<InstanceSummary> instances) {

  /**
   * A stage of the network.
   *
   * @param parallelism of the job that took the savepoint
   * @param shards most keys of an instance; 1 for a stage that is not cut
   * @param firstTick the next tick of the instance that is furthest behind
   * @param lastTick the next tick of the instance that is furthest ahead
   * @param neurons of one instance
   */
  public record Stage(
      String uid,
      int parallelism,
      int keyGroups,
      long bytes,
      long instances,
      int shards,
      long firstTick,
      long lastTick,
      long neurons,
      long spikesInFlight,
      long waitingEvents) {}

  /** Another operator with state, such as a source or a sink. */
  public record Operator(String uid, int parallelism, long bytes) {}

  /**
   * Reads everything.
   *
   * @throws SavepointFault if it cannot be read or holds no network
   */
  public static SavepointSummary of(Savepoint savepoint) {
    Origin network = savepoint.network();
    List<Stage> stages = new ArrayList<>();
    List<InstanceSummary> all = new ArrayList<>();
    for (StoredStage stage : savepoint.stages) {
      List<InstanceSummary> instances = new ArrayList<>();
      long[] neurons = new long[1];
      new StageReader(savepoint.path, stage)
          .forEach(
              (key, state) -> {
                instances.add(InstanceSummary.of(stage.uid(), key, state));
                neurons[0] = neurons(state.kernel.layout);
              });
      stages.add(stage(stage, instances, neurons[0]));
      all.addAll(instances);
    }
    all.sort(
        Comparator.comparing(InstanceSummary::instance)
            .thenComparing(InstanceSummary::stage)
            .thenComparingInt(InstanceSummary::shard));
    return new SavepointSummary(
        savepoint.path,
        savepoint.checkpoint,
        network.network(),
        network.fingerprint(),
        savepoint.origins().size(),
        stages,
        savepoint.others.stream()
            .map(o -> new Operator(Savepoint.uid(o), o.getParallelism(), o.getStateSize()))
            .toList(),
        all);
  }

  private static Stage stage(StoredStage stage, List<InstanceSummary> instances, long neurons) {
    return new Stage(
        stage.uid(),
        stage.operator().getParallelism(),
        stage.operator().getMaxParallelism(),
        stage.operator().getStateSize(),
        instances.stream().map(InstanceSummary::instance).distinct().count(),
        1 + instances.stream().mapToInt(InstanceSummary::shard).max().orElse(0),
        instances.stream().mapToLong(InstanceSummary::tick).min().orElse(0),
        instances.stream().mapToLong(InstanceSummary::tick).max().orElse(0),
        neurons,
        instances.stream().mapToLong(InstanceSummary::spikesInFlight).sum(),
        instances.stream().mapToLong(InstanceSummary::waitingEvents).sum());
  }

  /** Of all populations of a stage, also where a key has some of their neurons only. */
  private static long neurons(Layout layout) {
    long neurons = 0;
    for (Layout.Group group : layout.groups()) {
      if (group.name().startsWith(Layout.POPULATION)) {
        String population = group.name().substring(Layout.POPULATION.length());
        Optional<String> shape = layout.origin().value(Origin.placeOfShape(population));
        neurons +=
            shape
                .map(text -> Arrays.stream(text.split("x", -1)).mapToLong(Long::parseLong))
                .map(sizes -> sizes.reduce(1, (x, y) -> x * y))
                .orElseGet(() -> group.arrays().isEmpty() ? 0L : group.arrays().get(0).length());
      }
    }
    return neurons;
  }
}
