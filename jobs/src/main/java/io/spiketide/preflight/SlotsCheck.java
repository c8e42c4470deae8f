package io.spiketide.preflight;

import io.spiketide.cluster.ClusterFacts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.JobManagerOptions.SchedulerType;

/** There are as many free slots as the job wants. */
final class SlotsCheck extends Check {
  /** A cluster with one of these starts task managers when it needs them. */
  private static final Set<String> ELASTIC = Set.of("kubernetes.cluster-id", "yarn.application.id");

  SlotsCheck() {
    super("slots");
  }

  @Override
  List<Finding> look(Surroundings around) {
    ClusterFacts cluster = around.cluster();
    ClusterFacts.Workers workers = cluster == null ? null : cluster.workers();
    if (cluster == null || workers == null) {
      return List.of();
    }
    int wanted = around.option(CoreOptions.DEFAULT_PARALLELISM);
    String found =
        String.format(
            Locale.ROOT,
            "%s: %d of %d slots are free, and the job wants %d",
            cluster.address(),
            workers.freeSlots(),
            workers.slots(),
            wanted);
    if (workers.freeSlots() >= wanted) {
      return good(found);
    }
    if (ELASTIC.stream().anyMatch(cluster.config()::containsKey)) {
      return note(found + "; the cluster must be able to start more task managers");
    }
    if (around.option(JobManagerOptions.SCHEDULER) == SchedulerType.Adaptive
        && workers.freeSlots() > 0) {
      return note(found + "; the adaptive scheduler starts it with what there is");
    }
    return fault(
        found
            + "; start more task managers, raise taskmanager.numberOfTaskSlots, stop another job, or"
            + " give -D parallelism.default="
            + Math.max(1, workers.freeSlots()));
  }
}
