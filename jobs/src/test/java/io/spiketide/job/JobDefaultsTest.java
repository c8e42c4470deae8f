package io.spiketide.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.Test;

class JobDefaultsTest {
  @Test
  void aJobRestartsForEverAndCanBeResumedAfterItIsCancelled() {
    Configuration added = JobDefaults.missingFrom(new Configuration(), 128);
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
    Configuration added = JobDefaults.missingFrom(given, 128);
    assertThat(added.toMap().keySet())
        .doesNotContainAnyElementsOf(given.toMap().keySet())
        .noneMatch(key -> key.startsWith("restart-strategy"));
  }
}
