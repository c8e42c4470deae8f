package io.spiketide.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.connector.kafka.Right;
import io.spiketide.plan.Planner;
import io.spiketide.schema.TopicNames;
import io.spiketide.yaml.NetworkYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RightsTest {
  private static final String NETWORK =
      """
      network: quiet
      tick: 1 ms
      inputs:
        taxels: {shape: [4], encoder: events}
      populations:
        out:
          shape: [4]
          neuron: {model: lif_delta}
      projections:
        - {from: taxels, to: out, connect: one_to_one, weights: 1}
      """;
  private static final String EVERYTHING =
      """
      readouts:
        touched: {of: out, type: spike_count, window: episode}
      record:
        - {of: out, variable: v}
      """;

  @TempDir Path directory;

  @Test
  void theDocumentationShowsTheTable() throws Exception {
    Path page = Path.of(System.getProperty("spiketide.root"), "jobs/docs/security.md");
    assertThat(Files.readString(page))
        .as("the table of rights in security.md; replace it by:%n%s", Rights.table())
        .contains(Rights.table());
  }

  @Test
  void aJobThatWritesEverythingNeedsWhatIsDocumented() throws Exception {
    String published =
        NETWORK
            .replace("lif_delta}", "lif_delta}\n    publish: true")
            .replace("encoder: events}", "encoder: events}\n  praise: {signal: reward}")
            .replace("weights: 1}", "weights: 1, learning: pair_stdp}");
    List<Right> rights = ofJob(published + EVERYTHING);
    assertThat(rights.stream().filter(RightsTest::ofTopic))
        .containsExactlyInAnyOrderElementsOf(
            Rights.ofJobs(TopicNames.DEFAULT).stream().filter(RightsTest::ofTopic).toList());
    assertThat(rights)
        .filteredOn(right -> !ofTopic(right))
        .extracting(Right::name)
        .containsExactly("spiketide-quiet");
  }

  @Test
  void aJobNeedsNoRightToWhatItDoesNotWrite() throws Exception {
    assertThat(ofJob(NETWORK))
        .extracting(Right::name)
        .containsExactly("sensor-events", "late-events", "dead-letters", "spiketide-quiet");
  }

  private List<Right> ofJob(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("network.yaml"), text);
    return Rights.ofJob(
        Planner.plan(NetworkYaml.load(file).network(), TopicNames.DEFAULT),
        JobSettings.of(new Configuration()));
  }

  private static boolean ofTopic(Right right) {
    return right.resource() == ResourceType.TOPIC;
  }
}
