package io.spiketide.connector.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourceType;

/** Asks a broker, before anything starts, whether a client may do what it is going to do. */
public final class AccessCheck {
  /** No member of a group has this name, so that nobody is removed. */
  private static final MemberToRemove NOBODY = new MemberToRemove("spiketide-access-check");

  private AccessCheck() {}

  /**
   * Compares rights with what the broker allows. Topics that do not exist are passed over.
   *
   * @return one message per right that is missing, in the order given; empty if all are there
   * @throws KafkaFault if the broker does not answer
   */
  public static List<String> problems(ClientProperties client, Collection<Right> rights) {
    try (Admin admin = Admin.create(client.toProperties())) {
      Map<String, KafkaFuture<TopicDescription>> topics = describe(admin, rights);
      List<String> problems = new ArrayList<>();
      for (Right right : rights) {
        boolean allowed =
            switch (right.resource()) {
              case TOPIC ->
                  allows(
                      client, right, Answer.of(Objects.requireNonNull(topics.get(right.name()))));
              case GROUP -> allowsGroup(admin, client, right);
              case TRANSACTIONAL_ID -> allowsTransactions(admin, client, right);
              default -> throw new IllegalArgumentException("no check of " + right.resource());
            };
        if (!allowed) {
          problems.add(right.isMissing(client));
        }
      }
      return problems;
    }
  }

  /**
   * Passes if a client has all rights.
   *
   * @throws KafkaFault with one message per right that is missing
   */
  public static void require(ClientProperties client, Collection<Right> rights) {
    List<String> problems = problems(client, rights);
    if (!problems.isEmpty()) {
      throw new KafkaFault(problems);
    }
  }

  private static Map<String, KafkaFuture<TopicDescription>> describe(
      Admin admin, Collection<Right> rights) {
    Set<String> names = new TreeSet<>();
    for (Right right : rights) {
      if (right.resource() == ResourceType.TOPIC) {
        names.add(right.name());
      }
    }
    return admin
        .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
        .topicNameValues();
  }

  private static boolean allows(
      ClientProperties client, Right right, Answer<TopicDescription> answer) {
    TopicDescription found = answer.value();
    if (found == null) {
      return answer.failedWith(UnknownTopicOrPartitionException.class) || denied(client, answer);
    }
    Set<AclOperation> allowed = found.authorizedOperations();
    return allowed == null || allowed.contains(right.operation());
  }

  /**
   * Kafka tells the operations that are allowed of a group only while it has offsets or members. To
   * remove somebody who is no member needs the same right as to commit offsets, and does nothing.
   */
  private static boolean allowsGroup(Admin admin, ClientProperties client, Right right) {
    var options = new RemoveMembersFromConsumerGroupOptions(Set.of(NOBODY));
    Answer<Void> answer =
        Answer.of(admin.removeMembersFromConsumerGroup(right.name(), options).all());
    return !answer.failedWith(AuthorizationException.class) || denied(client, answer);
  }

  /**
   * Kafka does not tell the operations that are allowed of transactional ids. To fence the
   * producers of an id that no job takes needs the same right as to write with it.
   */
  private static boolean allowsTransactions(Admin admin, ClientProperties client, Right right) {
    String id = right.prefixed() ? right.name() + NOBODY.groupInstanceId() : right.name();
    Answer<Void> answer = Answer.of(admin.fenceProducers(List.of(id)).all());
    return answer.failure() == null || denied(client, answer);
  }

  /** False for a right that is missing; anything else that failed is another fault. */
  private static boolean denied(ClientProperties client, Answer<?> answer) {
    if (answer.failedWith(AuthorizationException.class)) {
      return false;
    }
    Throwable failure = Objects.requireNonNull(answer.failure());
    throw new KafkaFault(
        client.bootstrapServers()
            + ": does not say what this client may do ("
            + failure.getMessage()
            + "); see that the broker runs, then start again",
        failure);
  }
}
