package io.spiketide.job;

import io.spiketide.connector.kafka.Right;
import io.spiketide.plan.Channel;
import io.spiketide.plan.JobPlan;
import io.spiketide.schema.TopicNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** What brokers must allow to whom: nothing is missing, and nothing can be left out. */
public final class Rights {
  private static final String PROGRESS = "publishes its progress";

  private Rights() {}

  /** Those of one job. */
  public static List<Right> ofJob(JobPlan plan, JobSettings settings) {
    List<Right> rights = new ArrayList<>();
    for (Channel channel : plan.channels()) {
      rights.add(
          channel.reads()
              ? reads(channel.topic(), channel.content())
              : writes(channel.topic(), channel.content()));
    }
    rights.add(Right.group(settings.group(plan.network()), AclOperation.READ, PROGRESS));
    if (settings.delivery().exactlyOnce()) {
      String prefix = settings.transactions(plan.network()).idPrefix() + "-";
      rights.add(
          new Right(
              ResourceType.TRANSACTIONAL_ID,
              prefix,
              true,
              AclOperation.WRITE,
              "writes decisions exactly once"));
    }
    return rights;
  }

  /** Those of all jobs on these topics that have no group id of their own. */
  public static List<Right> ofJobs(TopicNames topics) {
    return List.of(
        reads(topics.sensorEvents(), "sensor packets"),
        reads(topics.learningSignals(), "learning signals"),
        writes(topics.decisions(), "decisions"),
        writes(topics.spikes(), "spike packets"),
        writes(topics.recordings(), "state recordings"),
        writes(topics.controlAcks(), "acknowledgements"),
        writes(topics.weights(), "snapshots of weights"),
        writes(topics.lateEvents(), "late events"),
        writes(topics.deadLetters(), "dead letters"),
        new Right(ResourceType.GROUP, JobSettings.GROUP_PREFIX, true, AclOperation.READ, PROGRESS));
  }

  /** Those of a sensor, or of {@code spiketide replay}. */
  public static List<Right> ofSensor(TopicNames topics) {
    return List.of(writes(topics.sensorEvents(), "sensor packets"));
  }

  /** Those of {@code spiketide ingest}. */
  public static List<Right> ofGateway(TopicNames topics) {
    return List.of(
        writes(topics.sensorEvents(), "sensor packets"),
        writes(topics.deadLetters(), "what it refuses"));
  }

  /** Those of {@code spiketide tail} on a topic; a consumer group needs a right of its own. */
  public static List<Right> ofReader(String topic) {
    return List.of(reads(topic, "what it shows"));
  }

  /** Those of {@code spiketide topics create} and {@code topics check}. */
  public static List<Right> ofTopics(TopicNames topics) {
    List<Right> rights = new ArrayList<>(toCheck(topics));
    topics.all().forEach(t -> rights.add(Right.topic(t, AclOperation.CREATE, "creates it")));
    return rights;
  }

  /** To compare topics with what they should be. */
  public static List<Right> toCheck(TopicNames topics) {
    List<Right> rights = new ArrayList<>(toDescribe(topics));
    topics
        .all()
        .forEach(t -> rights.add(Right.topic(t, AclOperation.DESCRIBE_CONFIGS, "checks settings")));
    return rights;
  }

  /** To see which topics there are. */
  public static List<Right> toDescribe(TopicNames topics) {
    return topics.all().stream()
        .map(topic -> Right.topic(topic, AclOperation.DESCRIBE, "sees whether it is there"))
        .toList();
  }

  /** {@link #ofJobs} as a Markdown table, which the documentation shows. */
  public static String table() {
    StringBuilder table =
        new StringBuilder("| resource | name | operation | why |\n| --- | --- | --- | --- |\n");
    for (Right right : ofJobs(TopicNames.DEFAULT)) {
      table.append(
          "| %s | `%s`%s | `%s` | %s |%n"
              .formatted(
                  right.kind(),
                  right.name(),
                  right.prefixed() ? " and whatever follows" : "",
                  right.operation(),
                  right.reason()));
    }
    return table.toString();
  }

  private static Right reads(String topic, String content) {
    return Right.topic(topic, AclOperation.READ, "reads " + content);
  }

  private static Right writes(String topic, String content) {
    return Right.topic(topic, AclOperation.WRITE, "writes " + content);
  }
}
