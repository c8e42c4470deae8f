package io.spiketide.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.connector.kafka.KafkaFault;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.TopicSpec;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.schema.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each test has topics of its own, by prefix, on one broker. */
class TopicsITCase {
  private static EmbeddedBroker broker;
  private static Topics topics;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    topics = Topics.connect(broker.client());
  }

  @AfterAll
  static void stop() {
    topics.close();
    broker.close();
  }

  @Test
  void createsTheDocumentedTopicsAndFindsThemWell() {
    TopicNames names = new TopicNames("well.");
    List<TopicSpec> plan = TopicPlan.documented(names, new TopicOptions(3, 1, Duration.ofDays(7)));
    assertThat(topics.create(plan)).containsExactlyElementsOf(names.all());
    assertThat(topics.check(plan)).isEmpty();
    assertThat(topics.create(plan)).as("created a second time").isEmpty();
  }

  @Test
  void reportsEveryMissingTopic() {
    TopicNames names = new TopicNames("missing.");
    assertThat(topics.check(TopicPlan.documented(names, TopicOptions.DEFAULT)))
        .hasSize(names.all().size())
        .allSatisfy(
            p ->
                assertThat(p)
                    .contains("at " + broker.bootstrapServers() + ": is missing; create it with"))
        .anySatisfy(p -> assertThat(p).startsWith("topic missing.sensor-events at "));
  }

  @Test
  void reportsEveryDifferenceOfATopic() throws Exception {
    try (Admin admin = Admin.create(broker.client().toProperties())) {
      NewTopic wrong =
          new NewTopic("wrong", 2, (short) 1)
              .configs(
                  Map.of(
                      "retention.ms", "3600000",
                      "cleanup.policy", "compact",
                      "message.timestamp.type", "LogAppendTime",
                      "message.timestamp.after.max.ms", "3600000"));
      admin.createTopics(List.of(wrong)).all().get();
    }
    TopicSpec expected = new TopicSpec("wrong", false, new TopicOptions(4, 2, Duration.ofDays(7)));
    assertThat(topics.check(List.of(expected)))
        .hasSize(6)
        .allSatisfy(p -> assertThat(p).startsWith("topic wrong at ").contains("; "))
        .anySatisfy(p -> assertThat(p).contains("has 2 partitions, expected are 4"))
        .anySatisfy(p -> assertThat(p).contains("keeps 1 copy of a partition, expected are 2"))
        .anySatisfy(p -> assertThat(p).contains("cleanup.policy compact", "to delete"))
        .anySatisfy(p -> assertThat(p).contains("keeps records for 1h", "expected is 7d"))
        .anySatisfy(p -> assertThat(p).contains("LogAppendTime", "to CreateTime"))
        .anySatisfy(p -> assertThat(p).contains("more than 1h ahead of the broker's clock"));
  }

  @Test
  void longerRetentionThanExpectedIsWell() {
    topics.create(List.of(new TopicSpec("kept", false, TopicOptions.DEFAULT)));
    assertThat(
            topics.check(
                List.of(new TopicSpec("kept", false, new TopicOptions(1, 1, Duration.ofDays(1))))))
        .isEmpty();
  }

  @Test
  void whatCannotBeCreatedIsNamedAndTheRestIsCreated() {
    List<TopicSpec> specs =
        List.of(
            new TopicSpec("greedy", false, new TopicOptions(1, 3, null)),
            new TopicSpec("modest", false, TopicOptions.DEFAULT));
    KafkaFault fault = catchThrowableOfType(KafkaFault.class, () -> topics.create(specs));
    assertThat(fault.problems()).hasSize(1);
    assertThat(fault).hasMessageContaining("topic greedy at ").hasMessageContaining("cannot be");
    assertThat(topics.check(specs.subList(1, 2))).isEmpty();
  }

  @Test
  void layoutsThatNoBrokerTakesAreRefused() {
    assertThatThrownBy(() -> new TopicOptions(0, 1, null)).hasMessageContaining("--partitions 0");
    assertThatThrownBy(() -> new TopicOptions(1, 0, null)).hasMessageContaining("--replication 0");
    assertThatThrownBy(() -> new TopicOptions(1, 1, Duration.ZERO))
        .hasMessageContaining("--retention");
  }
}
