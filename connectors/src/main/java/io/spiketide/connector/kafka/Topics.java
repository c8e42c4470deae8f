package io.spiketide.connector.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates topics and checks them; reports every problem at once. */
public final class Topics implements AutoCloseable {
  /** How long the brokers may take to learn of new topics, and how often they are asked. */
  private static final long LEADERS_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long LEADERS_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ClientProperties client;
  private final Admin admin;

  private Topics(ClientProperties client, Admin admin) {
    this.client = client;
    this.admin = admin;
  }

  /**
   * Opens a connection; {@link BrokerCheck#await} before says clearly when no broker is there.
   *
   * @throws KafkaFault if the settings cannot work
   */
  public static Topics connect(ClientProperties client) {
    try {
      return new Topics(client, Admin.create(client.toProperties()));
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new KafkaFault(
          client.bootstrapServers()
              + ": "
              + cause.getMessage()
              + "; correct the client's properties",
          e);
    }
  }

  /**
   * Creates the topics that are missing, returns when they take records, and leaves the others as
   * they are.
   *
   * @return the names of those created, in the order given
   * @throws KafkaFault with every topic that could not be created; the others are there
   */
  public List<String> create(List<TopicSpec> specs) {
    Set<String> there = describe(specs).keySet();
    List<TopicSpec> missing = specs.stream().filter(s -> !there.contains(s.name())).toList();
    Map<String, KafkaFuture<Void>> answers =
        admin.createTopics(missing.stream().map(TopicSpec::toNewTopic).toList()).values();
    List<String> created = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<TopicPartition> fresh = new ArrayList<>();
    for (TopicSpec spec : missing) {
      Answer<Void> answer = Answer.of(Objects.requireNonNull(answers.get(spec.name())));
      Throwable failure = answer.failure();
      if (failure == null) {
        created.add(spec.name());
        IntStream.range(0, spec.options().partitions())
            .forEach(p -> fresh.add(new TopicPartition(spec.name(), p)));
      } else if (answer.failedWith(TopicAuthorizationException.class)) {
        problems.add(Right.topic(spec.name(), AclOperation.CREATE, "creates it").isMissing(client));
      } else if (!answer.failedWith(TopicExistsException.class)) {
        problems.add(
            where(spec.name())
                + ": cannot be created ("
                + failure.getMessage()
                + "); mend the cause and create again");
      }
    }
    if (!problems.isEmpty()) {
      throw new KafkaFault(problems);
    }
    awaitLeaders(fresh);
    return created;
  }

  /**
   * Only the leader of a partition knows its offsets. A producer that writes before there is one
   * may have its first batch refused and its second one taken; then every retry of the first is out
   * of order, until it times out after two minutes.
   */
  private void awaitLeaders(List<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest = new LinkedHashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    long deadline = System.nanoTime() + LEADERS_NANOS;
    Throwable failure = Answer.of(admin.listOffsets(latest).all()).failure();
    while (failure instanceof RetriableException && System.nanoTime() < deadline) {
      // a broker learns of a new topic a moment after the controller made it
      LockSupport.parkNanos(LEADERS_RETRY_NANOS);
      failure = Answer.of(admin.listOffsets(latest).all()).failure();
    }
    if (failure != null) {
      throw new KafkaFault(
          client.bootstrapServers()
              + ": the new topics take no records yet ("
              + failure.getMessage()
              + "); see that all brokers run, then create again",
          failure);
    }
  }

  /**
   * Where the records of a topic end at this moment.
   *
   * @return the offset of the next record of each partition
   * @throws KafkaFault if the topic is missing or the broker does not answer
   */
  public Map<TopicPartition, Long> ends(String topic) {
    return offsets(topic, OffsetSpec.latest());
  }

  /**
   * The oldest record that each partition of a topic still has.
   *
   * @return its offset; where none is left, that of the next record
   * @throws KafkaFault if the topic is missing or the broker does not answer
   */
  public Map<TopicPartition, Long> beginnings(String topic) {
    return offsets(topic, OffsetSpec.earliest());
  }

  private Map<TopicPartition, Long> offsets(String topic, OffsetSpec which) {
    TopicDescription description =
        Answer.of(
                Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).topicNameValues().get(topic)))
            .value();
    if (description == null) {
      throw new KafkaFault(isMissing(topic));
    }
    Map<TopicPartition, OffsetSpec> asked = new LinkedHashMap<>();
    description
        .partitions()
        .forEach(p -> asked.put(new TopicPartition(topic, p.partition()), which));
    Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
    valueOf(Answer.of(admin.listOffsets(asked).all()))
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  /**
   * Compares topics with what they should be.
   *
   * @return one message per problem, {@code where: what is wrong; what to do}, in the order given;
   *     empty if all is well
   * @throws KafkaFault if the broker does not answer
   */
  public List<String> check(List<TopicSpec> specs) {
    return check(specs, TopicInspection::problems);
  }

  /** What is wrong with one topic. */
  private interface Rule {
    List<String> problems(
        String where, TopicSpec expected, TopicDescription found, Config settings);
  }

  private List<String> check(List<TopicSpec> specs, Rule rule) {
    Map<String, TopicDescription> found = describe(specs);
    Map<ConfigResource, Config> settings = settings(found.keySet());
    List<String> problems = new ArrayList<>();
    for (TopicSpec spec : specs) {
      TopicDescription description = found.get(spec.name());
      if (description == null) {
        problems.add(isMissing(spec.name()));
      } else {
        Config config = Objects.requireNonNull(settings.get(resource(spec.name())));
        problems.addAll(rule.problems(where(spec.name()), spec, description, config));
      }
    }
    return problems;
  }

  /**
   * Whether topics are there and keep records with their event times, however many partitions they
   * have and however long they are kept.
   *
   * @return one message per problem, in the order given
   * @throws KafkaFault if the broker does not answer
   */
  public List<String> checkKeeping(List<TopicSpec> specs) {
    return check(specs, TopicInspection::problemsOfKeeping);
  }

  /**
   * Whether a topic that is there keeps spikes long enough to carry them from shard to shard.
   *
   * @return a message per problem
   * @throws KafkaFault if the broker does not answer
   */
  public List<String> checkFeedback(TopicSpec spec) {
    return missing(List.of(spec)).isEmpty()
        ? check(List.of(spec), TopicInspection::problemsOfFeedback)
        : List.of();
  }

  /**
   * Which topics are missing, however the others are laid out.
   *
   * @return one message per missing topic, in the order given
   * @throws KafkaFault if the broker does not answer
   */
  public List<String> missing(List<TopicSpec> specs) {
    Map<String, TopicDescription> found = describe(specs);
    return specs.stream()
        .filter(spec -> !found.containsKey(spec.name()))
        .map(spec -> isMissing(spec.name()))
        .toList();
  }

  /**
   * Which topics are there, however they are laid out.
   *
   * @throws KafkaFault if the broker does not answer
   */
  public Set<String> present(List<TopicSpec> specs) {
    return describe(specs).keySet();
  }

  @Override
  public void close() {
    admin.close();
  }

  private Map<String, TopicDescription> describe(List<TopicSpec> specs) {
    List<String> names = specs.stream().map(TopicSpec::name).toList();
    Map<String, TopicDescription> found = new LinkedHashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, future) -> {
              Answer<TopicDescription> answer = Answer.of(future);
              if (!answer.failedWith(UnknownTopicOrPartitionException.class)) {
                found.put(name, valueOf(answer));
              }
            });
    return found;
  }

  private Map<ConfigResource, Config> settings(Collection<String> names) {
    return valueOf(
        Answer.of(admin.describeConfigs(names.stream().map(Topics::resource).toList()).all()));
  }

  private <T> T valueOf(Answer<T> answer) {
    T value = answer.value();
    if (value == null) {
      throw unanswered(answer.failure());
    }
    return value;
  }

  private KafkaFault unanswered(@Nullable Throwable failure) {
    String reason = failure == null ? "no answer" : String.valueOf(failure.getMessage());
    return new KafkaFault(
        client.bootstrapServers()
            + ": topics cannot be described ("
            + reason
            + "); see that the broker runs and allows this client to describe topics",
        failure);
  }

  private String isMissing(String topic) {
    return where(topic)
        + ": is missing; create it with 'spiketide topics create', or correct the prefix";
  }

  private String where(String topic) {
    return "topic " + topic + " at " + client.bootstrapServers();
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
