package io.spiketide.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopicNamesTest {
  @Test
  void namesStandBehindThePrefix() {
    assertThat(new TopicNames("plant7.").sensorEvents()).isEqualTo("plant7.sensor-events");
    assertThat(TopicNames.DEFAULT.all())
        .containsExactly(
            "sensor-events",
            "spikes",
            "decisions",
            "learning-signals",
            "control-acks",
            "recordings",
            "late-events",
            "dead-letters",
            "weights");
  }

  @Test
  void anIllegalPrefixIsRefused() {
    assertThatThrownBy(() -> new TopicNames("plant 7/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topic prefix 'plant 7/': use letters, digits, '.', '_' and '-' only");
    assertThatThrownBy(() -> new TopicNames("x".repeat(234)))
        .hasMessage("topic prefix of 234 characters: use at most 233");
  }
}
