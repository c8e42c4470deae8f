package io.spiketide.connector.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * What brokers say about themselves, as far as this client may ask; null where it may not.
 *
 * @param address where they were asked
 * @param metadataLevel level of the feature {@code metadata.version}, which stands for the version
 *     of the brokers
 * @param maxTransactionMillis the brokers' {@code transaction.max.timeout.ms}
 * @param clockOffsetMillis what the clock of the active controller shows beyond that of this host
 */
public record BrokerFacts(
    String address,
    @Nullable Integer metadataLevel,
    @Nullable Long maxTransactionMillis,
    @Nullable Long clockOffsetMillis) {
  private static final String MAX_TRANSACTION = "transaction.max.timeout.ms";

  /** Asks; {@link BrokerCheck#await} before says clearly when no broker is there. */
  public static BrokerFacts ask(ClientProperties client) {
    try (Admin admin = Admin.create(client.toProperties())) {
      return new BrokerFacts(
          client.bootstrapServers(),
          metadataLevel(admin),
          maxTransactionMillis(admin),
          clockOffset(admin));
    }
  }

  /**
   * The latest event time in a topic in ms, null if it is empty or may not be read.
   *
   * @param topic prefix included
   */
  public static @Nullable Long newestEventMillis(ClientProperties client, String topic) {
    try (Admin admin = Admin.create(client.toProperties())) {
      Map<String, TopicDescription> found =
          value(admin.describeTopics(List.of(topic)).allTopicNames());
      if (found == null) {
        return null;
      }
      Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
      Objects.requireNonNull(found.get(topic))
          .partitions()
          .forEach(
              p -> newest.put(new TopicPartition(topic, p.partition()), OffsetSpec.maxTimestamp()));
      Map<TopicPartition, ListOffsetsResultInfo> offsets = value(admin.listOffsets(newest).all());
      if (offsets == null) {
        return null;
      }
      OptionalLong latest =
          offsets.values().stream().mapToLong(ListOffsetsResultInfo::timestamp).max();
      return latest.isPresent() && latest.getAsLong() >= 0 ? latest.getAsLong() : null;
    }
  }

  private static @Nullable Integer metadataLevel(Admin admin) {
    FeatureMetadata features = value(admin.describeFeatures().featureMetadata());
    FinalizedVersionRange range =
        features == null ? null : features.finalizedFeatures().get("metadata.version");
    return range == null ? null : (int) range.maxVersionLevel();
  }

  /** The least of all brokers, since any of them may be the coordinator. */
  private static @Nullable Long maxTransactionMillis(Admin admin) {
    Collection<Node> nodes = value(admin.describeCluster().nodes());
    if (nodes == null) {
      return null;
    }
    List<ConfigResource> brokers =
        nodes.stream()
            .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
            .toList();
    Map<ConfigResource, Config> settings = value(admin.describeConfigs(brokers).all());
    if (settings == null) {
      return null;
    }
    OptionalLong least =
        settings.values().stream()
            .map(config -> config.get(MAX_TRANSACTION))
            .filter(Objects::nonNull)
            .map(ConfigEntry::value)
            .filter(Objects::nonNull)
            .mapToLong(Long::parseLong)
            .min();
    return least.isPresent() ? least.getAsLong() : null;
  }

  /** The leader of the quorum answers with its own time as the one at which it was caught up. */
  private static @Nullable Long clockOffset(Admin admin) {
    long before = System.currentTimeMillis();
    QuorumInfo quorum = value(admin.describeMetadataQuorum().quorumInfo());
    long after = System.currentTimeMillis();
    if (quorum == null) {
      return null;
    }
    return quorum.voters().stream()
        .filter(voter -> voter.replicaId() == quorum.leaderId())
        .map(QuorumInfo.ReplicaState::lastCaughtUpTimestamp)
        .filter(time -> time.isPresent() && time.getAsLong() > 0)
        .map(time -> time.getAsLong() - (before + (after - before) / 2))
        .findFirst()
        .orElse(null);
  }

  private static <T> @Nullable T value(KafkaFuture<T> future) {
    return Answer.of(future).value();
  }
}
