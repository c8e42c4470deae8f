package io.spiketide.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.connector.kafka.Profile;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.Test;

class JobDefaultsTest {
  @Test
  void aJobRestartsForEverAndCanBeResumedAfterItIsCancelled() {
    Configuration added = JobDefaults.missingFrom(new Configuration(), Profile.LATENCY, 128);
    assertThat(added.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
    assertThat(added.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS))
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(added.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
        .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    assertThat(added.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER))
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void whatTheUserHasSetStays() {
    Configuration given =
        Configuration.fromMap(
            Map.of(
                "restart-strategy.type", "fixed-delay",
                "execution.checkpointing.externalized-checkpoint-retention",
                    "DELETE_ON_CANCELLATION",
                "execution.checkpointing.tolerable-failed-checkpoints", "3",
                "execution.checkpointing.interval", "1 s"));
    Configuration added = JobDefaults.missingFrom(given, Profile.LATENCY, 128);
    assertThat(added.toMap().keySet())
        .doesNotContainAnyElementsOf(given.toMap().keySet())
        .noneMatch(key -> key.startsWith("restart-strategy"));
  }

  @Test
  void whatTheClusterIsSetToTravelsWithTheJobButForRestarts() {
    Map<String, String> cluster =
        Map.of(
            "execution.checkpointing.interval", "500 ms",
            "execution.checkpointing.tolerable-failed-checkpoints", "3",
            "restart-strategy.type", "fixed-delay",
            "rest.port", "8081");
    Configuration given =
        Configuration.fromMap(Map.of("execution.checkpointing.tolerable-failed-checkpoints", "5"));
    Configuration added = JobDefaults.missingFrom(given, cluster, Profile.LATENCY, 128);
    assertThat(added.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofMillis(500));
    assertThat(added.contains(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isFalse();
    assertThat(added.get(ExecutionOptions.BUFFER_TIMEOUT)).isEqualTo(Duration.ofMillis(1));
    assertThat(added.toMap().keySet())
        .noneMatch(key -> key.startsWith("restart-strategy") || key.startsWith("rest."));
  }

  @Test
  void theProfileSetsTheBufferTimeout() {
    Configuration latency = JobDefaults.missingFrom(new Configuration(), Profile.LATENCY, 128);
    Configuration throughput =
        JobDefaults.missingFrom(new Configuration(), Profile.THROUGHPUT, 128);
    assertThat(latency.get(ExecutionOptions.BUFFER_TIMEOUT))
        .isLessThan(throughput.get(ExecutionOptions.BUFFER_TIMEOUT));
  }

  @Test
  void whatTheUserSetIsLeftAlone() {
    Configuration given = new Configuration();
    given.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(7));
    given.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(3));
    for (Profile profile : Profile.values()) {
      Configuration added = JobDefaults.missingFrom(given, profile, 128);
      assertThat(added.contains(ExecutionOptions.BUFFER_TIMEOUT)).isFalse();
      assertThat(added.contains(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isFalse();
    }
  }
}
