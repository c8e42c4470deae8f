package io.spiketide.cli;

import io.spiketide.connector.kafka.AccessCheck;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.TopicSpec;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.job.JobSettings;
import io.spiketide.job.Rights;
import io.spiketide.plan.Channel;
import io.spiketide.plan.JobPlan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The topics of one job, before it starts: the right to use them, and whether they are there. */
final class JobTopics {
  private final JobPlan plan;
  private final JobSettings settings;

  JobTopics(JobPlan plan, JobSettings settings) {
    this.plan = plan;
    this.settings = settings;
  }

  /**
   * Creates those that are missing.
   *
   * @return their names
   * @throws io.spiketide.connector.kafka.KafkaFault with every right that is missing
   */
  List<String> create(TopicOptions layout) {
    AccessCheck.require(settings.client(), Rights.ofJob(plan, settings));
    try (Topics topics = Topics.connect(settings.client())) {
      return topics.create(specs(layout));
    }
  }

  /**
   * Passes if all are there.
   *
   * @throws UserException with every topic that is missing
   * @throws io.spiketide.connector.kafka.KafkaFault with every right that is missing
   */
  void require() {
    AccessCheck.require(settings.client(), Rights.ofJob(plan, settings));
    try (Topics topics = Topics.connect(settings.client())) {
      List<String> missing = topics.missing(specs(TopicOptions.DEFAULT));
      if (!missing.isEmpty()) {
        throw UserException.environment(
            String.join("\n", missing) + "\nor give --create-topics here");
      }
    }
  }

  private List<TopicSpec> specs(TopicOptions layout) {
    Set<String> used = plan.channels().stream().map(Channel::topic).collect(Collectors.toSet());
    return TopicPlan.documented(settings.topics(), layout).stream()
        .filter(topic -> used.contains(topic.name()))
        .toList();
  }
}
