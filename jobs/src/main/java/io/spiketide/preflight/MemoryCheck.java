package io.spiketide.preflight;

import io.spiketide.cluster.ClusterFacts;
import io.spiketide.plan.JobPlan;
import io.spiketide.plan.StagePlan;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * The smallest task manager has memory for the plan.
 *
 * <p>An estimate: static weights once per process, and for each instance its arrays and 1 KiB of
 * book-keeping. A third of the heap is left to buffers, garbage and the copies that a checkpoint
 * makes.
 */
final class MemoryCheck extends Check {
  private static final long BOOKKEEPING_BYTES = 1024;
  private static final double USABLE = 2.0 / 3;

  MemoryCheck() {
    super("memory");
  }

  @Override
  List<Finding> look(Surroundings around) {
    ClusterFacts cluster = around.cluster();
    ClusterFacts.Workers workers = cluster == null ? null : cluster.workers();
    JobPlan plan = around.plan();
    if (cluster == null || workers == null || plan == null || workers.leastTaskHeapBytes() == 0) {
      return List.of();
    }
    if (!plan.cut().areWhole()) {
      return lookAtShards(cluster, workers, plan);
    }
    long shared = plan.stages().stream().mapToLong(StagePlan::sharedBytes).sum();
    long instance =
        plan.stages().stream().mapToLong(StagePlan::instanceBytes).sum() + BOOKKEEPING_BYTES;
    long usable = (long) (workers.leastTaskHeapBytes() * USABLE);
    long instances = Math.max(0, usable - shared) / instance;
    String found =
        String.format(
            Locale.ROOT,
            "%s: a task manager has %s of heap for tasks; the plan takes %s once and %s for each"
                + " instance",
            cluster.address(),
            bytes(workers.leastTaskHeapBytes()),
            bytes(shared),
            bytes(instance));
    int slots = Math.max(1, workers.slots() / Math.max(1, workers.count()));
    if (instances < slots) {
      return fault(
          found
              + ", so not even one instance for each of its "
              + slots
              + " slots fits; raise "
              + TaskManagerOptions.TOTAL_PROCESS_MEMORY.key()
              + " or "
              + TaskManagerOptions.TASK_HEAP_MEMORY.key()
              + ", or give it fewer slots");
    }
    return good(
        found + String.format(Locale.ROOT, ": room for about %,d instances on each", instances));
  }

  /** All shards of one instance, spread over all task managers. */
  private List<Finding> lookAtShards(
      ClusterFacts cluster, ClusterFacts.Workers workers, JobPlan plan) {
    long needed = 0;
    long shards = 0;
    for (StagePlan stage : plan.stages()) {
      int of = stage.stage().shards();
      shards += of;
      needed += of * (stage.sharedBytes() + stage.instanceBytes() + BOOKKEEPING_BYTES);
    }
    long usable = (long) (workers.leastTaskHeapBytes() * USABLE) * workers.count();
    StagePlan largest =
        plan.stages().stream()
            .max(Comparator.comparingLong(s -> s.sharedBytes() + s.instanceBytes()))
            .orElseThrow();
    String found =
        String.format(
            Locale.ROOT,
            "%s: the plan's %,d shards take %s for one instance, the largest, of %s, %s; %d task"
                + " managers have room for %s",
            cluster.address(),
            shards,
            bytes(needed),
            largest.uid(),
            bytes(largest.sharedBytes() + largest.instanceBytes()),
            workers.count(),
            bytes(usable));
    return needed <= usable
        ? good(found)
        : fault(
            found
                + "; start more task managers, raise "
                + TaskManagerOptions.TOTAL_PROCESS_MEMORY.key()
                + ", or say placement.redraw where it applies");
  }

  private static String bytes(long bytes) {
    if (bytes < 10_000) {
      return bytes + " B";
    }
    return bytes < 10_000_000 ? bytes / 1000 + " kB" : bytes / 1_000_000 + " MB";
  }
}
