package io.spiketide.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.connector.kafka.Profile;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.junit.jupiter.api.Test;

class JobDefaultsTest {

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
