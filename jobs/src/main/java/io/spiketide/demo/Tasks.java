package io.spiketide.demo;

import io.spiketide.sensor.EventRecording;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks that networks of files can be shown by name. Another one is a class and a line here. */
public final class Tasks {
  /** All of them. */
  public static final List<Task> ALL =
      List.of(
          new Task(
              "pattern",
              "clock [50] and target [1]: draw a curve of a second",
              (seed, instance) -> PatternTask.recordings(seed)),
          new Task(
              "evidence",
              "senses [40] and target [2]: were there more cues left or right?",
              EvidenceTask::recordings),
          new Task(
              "repeating-pattern",
              "afferents [2000]: which pattern repeats in the noise?",
              (seed, instance) ->
                  Map.of("afferents", new RepeatingPattern(instance, seed, Long.MAX_VALUE))));

  private Tasks() {}

  /** Makes what a network is shown. */
  @FunctionalInterface
  public interface Stimuli {
    /** Recordings without end from time 0 on, by the names of the inputs they are for. */
    Map<String, EventRecording> recordings(long seed, String instance);
  }

  /**
   * A task that is there by name.
   *
   * @param inputs the inputs that a network must have for it, and the question
   */
  public record Task(String name, String inputs, Stimuli stimuli) {}

  /** The task of that name. */
  public static Optional<Task> find(String name) {
    return ALL.stream().filter(task -> task.name().equals(name)).findFirst();
  }

  /** The names of all. */
  public static List<String> names() {
    return ALL.stream().map(Task::name).toList();
  }
}
