package io.spiketide.operator;

import io.spiketide.schema.record.RawRecord;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The subtasks of a job's stages that run in this process, so that shards can hand each other what
 * they fire. Every task of the job has a copy of this name; what they share is found by it.
 *
 * @param job a name that no other job has, not even one of the same network
 * @param size how many stages the job has
 */
public record LocalShards(String job, int size) implements Serializable {
  private static final Map<String, Subtasks> JOBS = new ConcurrentHashMap<>();

  /** The subtasks of one job in this process. */
  private static final class Subtasks {
    final Map<Integer, Stage> stages = new ConcurrentHashMap<>();
    volatile boolean complete;
  }

  /** The subtasks of a stage in this process. */
  private record Stage(int parallelism, Map<Integer, Consumer<RawRecord>> here) {}

  /**
   * A subtask hears from now on.
   *
   * @param parallelism subtasks of the stage, wherever they run
   * @param hears takes a record from the thread of whoever fired it, and returns at once
   */
  void enter(int stage, int subtask, int parallelism, Consumer<RawRecord> hears) {
    synchronized (JOBS) {
      Subtasks subtasks = JOBS.computeIfAbsent(job, j -> new Subtasks());
      Stage known = subtasks.stages.get(stage);
      if (known == null || known.parallelism() != parallelism) {
        known = new Stage(parallelism, new ConcurrentHashMap<>());
        subtasks.stages.put(stage, known);
      }
      known.here().put(subtask, hears);
      subtasks.complete = isComplete(subtasks);
    }
  }

  /** A subtask hears no more. */
  void leave(int stage, int subtask, Consumer<RawRecord> hears) {
    synchronized (JOBS) {
      Subtasks subtasks = JOBS.get(job);
      Stage known = subtasks == null ? null : subtasks.stages.get(stage);
      if (subtasks == null || known == null || !known.here().remove(subtask, hears)) {
        return; // a later attempt is here already
      }
      subtasks.complete = false;
      if (known.here().isEmpty()) {
        subtasks.stages.remove(stage);
      }
      if (subtasks.stages.isEmpty()) {
        JOBS.remove(job);
      }
    }
  }

  private boolean isComplete(Subtasks subtasks) {
    return subtasks.stages.size() == size
        && subtasks.stages.values().stream()
            .allMatch(stage -> stage.here().size() == stage.parallelism());
  }

  /** Whether all subtasks of all stages are in this process. */
  public boolean areAll() {
    Subtasks subtasks = JOBS.get(job);
    return subtasks != null && subtasks.complete;
  }

  /** How many subtasks a stage has, 0 if none of them is here. */
  int parallelism(int stage) {
    Stage known = stage(stage);
    return known == null ? 0 : known.parallelism();
  }

  /** The subtask of a stage, null where it is not here. */
  @Nullable Consumer<RawRecord> subtask(int stage, int subtask) {
    Stage known = stage(stage);
    return known == null ? null : known.here().get(subtask);
  }

  private @Nullable Stage stage(int stage) {
    Subtasks subtasks = JOBS.get(job);
    return subtasks == null ? null : subtasks.stages.get(stage);
  }
}
