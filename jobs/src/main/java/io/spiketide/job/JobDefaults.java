package io.spiketide.job;

import io.spiketide.connector.kafka.Profile;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** Our defaults of Flink's own options: set only where the user has set nothing. */
public final class JobDefaults {
  /** At most so much is replayed after a failure. */
  public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  /** Flink's default of 100 ms is the largest part of the latency of a quiet stream. */
  private static final Duration LATENCY_BUFFER_TIMEOUT = Duration.ofMillis(1);

  /** Long enough that on a busy stream full buffers alone are sent. */
  private static final Duration THROUGHPUT_BUFFER_TIMEOUT = Duration.ofMillis(20);

  /** A killed process is missed within seconds, so an attempt soon after it mostly succeeds. */
  private static final Duration FIRST_RESTART = Duration.ofMillis(500);

  /** How long at most a job stands still after its broker has come back. */
  private static final Duration SLOWEST_RESTART = Duration.ofSeconds(5);

  private static final double RESTART_FACTOR = 2;

  /** After so long without a failure the next one is the first again. */
  private static final Duration QUIET = Duration.ofSeconds(30);

  /**
   * A full disk or slow storage is not mended by a restart, which would only repeat work and bring
   * nobody a spike earlier: the job goes on, more is replayed after the next failure, and operators
   * watch the age of the last checkpoint.
   */
  private static final int FAILED_CHECKPOINTS = Integer.MAX_VALUE;

  private JobDefaults() {}

  /**
   * What to add to a configuration.
   *
   * @param given all that the user and the cluster have set
   */
  static Configuration missingFrom(ReadableConfig given, Profile profile, int maxParallelism) {
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
    setIfAbsent(given, added, CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, FAILED_CHECKPOINTS);
    if (given.getOptional(RestartStrategyOptions.RESTART_STRATEGY).isEmpty()) {
      addRestarts(given, added);
    }
    setIfAbsent(given, added, ExecutionOptions.BUFFER_TIMEOUT, bufferTimeout(profile));
    // Progress travels in the packets; without watermarks no timer wakes an idle source.
    setIfAbsent(given, added, PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
    setIfAbsent(given, added, PipelineOptions.GENERIC_TYPES, false);
    setIfAbsent(given, added, PipelineOptions.OBJECT_REUSE, true);
    setIfAbsent(given, added, PipelineOptions.MAX_PARALLELISM, maxParallelism);
    return added;
  }

  /**
   * What to add to a configuration that does not know what its cluster is set to. A cluster applies
   * its own settings to restarts alone; the others travel with the job, or are not in force.
   *
   * @param given all that the user has set
   * @param cluster options of the cluster
   */
  static Configuration missingFrom(
      Configuration given, Map<String, String> cluster, Profile profile, int maxParallelism) {
    Configuration all = Configuration.fromMap(cluster);
    all.addAll(given);
    Configuration added = missingFrom(all, profile, maxParallelism);
    for (String key : missingFrom(given, profile, maxParallelism).keySet()) {
      String set = cluster.get(key);
      if (set != null && !key.startsWith(RestartStrategyOptions.RESTART_STRATEGY_CONFIG_PREFIX)) {
        added.setString(key, set);
      }
    }
    return added;
  }

  /** As often as it takes, ever more slowly while failures follow one another. */
  private static void addRestarts(ReadableConfig given, Configuration added) {
    added.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    setIfAbsent(
        given,
        added,
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        FIRST_RESTART);
    setIfAbsent(
        given,
        added,
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        SLOWEST_RESTART);
    setIfAbsent(
        given,
        added,
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER,
        RESTART_FACTOR);
    setIfAbsent(
        given,
        added,
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        QUIET);
  }

  private static Duration bufferTimeout(Profile profile) {
    return switch (profile) {
      case LATENCY -> LATENCY_BUFFER_TIMEOUT;
      case THROUGHPUT -> THROUGHPUT_BUFFER_TIMEOUT;
    };
  }

  private static <T> void setIfAbsent(
      ReadableConfig given, Configuration added, ConfigOption<T> option, T value) {
    if (given.getOptional(option).isEmpty()) {
      added.set(option, value);
    }
  }
}
