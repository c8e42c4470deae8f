package io.spiketide.job;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.CheckpointingMode;

/** Our defaults of Flink's own options: set only where the user has set nothing. */
public final class JobDefaults {
  /** At most so much is replayed after a failure. */
  public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  /** Flink's default of 100 ms is the largest part of the latency of a quiet stream. */
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(1);

  private JobDefaults() {}

  /**
   * What to add to a configuration.
   *
   * @param given all that the user and the cluster have set
   */
  static Configuration missingFrom(ReadableConfig given, int maxParallelism) {
    Configuration added = new Configuration();
    setIfAbsent(given, added, CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    setIfAbsent(
        given,
        added,
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
        CheckpointingMode.EXACTLY_ONCE);
    setIfAbsent(
        given,
        added,
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    setIfAbsent(given, added, ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    setIfAbsent(given, added, PipelineOptions.GENERIC_TYPES, false);
    setIfAbsent(given, added, PipelineOptions.OBJECT_REUSE, true);
    setIfAbsent(given, added, PipelineOptions.MAX_PARALLELISM, maxParallelism);
    return added;
  }

  private static <T> void setIfAbsent(
      ReadableConfig given, Configuration added, ConfigOption<T> option, T value) {
    if (given.getOptional(option).isEmpty()) {
      added.set(option, value);
    }
  }
}
