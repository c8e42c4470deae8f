package io.spiketide.connector.kafka;

import io.spiketide.schema.record.OutboundRecord;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Sinks whose records say themselves which topic they are for. */
public final class KafkaSinks {
  /**
   * A producer whose broker is away keeps its records for as long as it takes. With Kafka's two
   * minutes it would give up the oldest ones, and if the broker came back just then it would still
   * send later ones: a receiver that drops what lies below the sequence that it has seen would then
   * drop the repetition of those in between.
   */
  private static final String NEVER = Integer.toString(Integer.MAX_VALUE);

  /**
   * A producer that knows nothing yet of its topic, or whose buffer is full, holds its task back
   * for as long as this; then the job restarts. Kafka's minute is an outage that is often survived;
   * a topic that is missing must still be told of.
   */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private KafkaSinks() {}

  /**
   * A sink that loses nothing and may repeat records after a failure; receivers drop repetitions by
   * the frontier that each packet carries.
   */
  public static KafkaSink<OutboundRecord> atLeastOnce(ClientProperties client, Profile profile) {
    return atLeastOnce(client, profile, Map.of());
  }

  /**
   * The same, where shards hear each other: what one of them fires stays together, and in its
   * partition even if more are added to the topic.
   *
   * @param partitionsOfShards topics through which shards hear each other, and over how many
   *     partitions they are spread
   */
  public static KafkaSink<OutboundRecord> atLeastOnce(
      ClientProperties client, Profile profile, Map<String, Integer> partitionsOfShards) {
    String wait = Long.toString(LONGEST_WAIT.toMillis());
    return builder(
            withDefaults(client, profile).withDefault(ProducerConfig.MAX_BLOCK_MS_CONFIG, wait),
            partitionsOfShards)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  /**
   * A transactional sink, for consumers that read committed records only. Records become visible
   * with the checkpoint that holds them, so latency is the checkpoint interval.
   *
   * <p>Each checkpoint has a transactional id of its own ({@link
   * TransactionNamingStrategy#INCREMENTING}). The other strategy, which reuses ids, spares the
   * brokers an entry for each checkpoint and subtask (kept for {@code
   * transactional.id.expiration.ms}, 7 days), but a recovery may then meet an id that stands for a
   * later transaction already: that one is neither committed nor aborted, and readers of committed
   * records wait for its timeout (FLINK-40626, FLINK-40689). It also must know all topics and
   * describe them. Transactions that a job leaves open when it ends (FLINK-39218) are the same with
   * both; {@link TransactionAdmin#abort} ends them.
   */
  public static Sink<OutboundRecord> exactlyOnce(
      ClientProperties client, Profile profile, Transactions transactions) {
    String timeout = Long.toString(transactions.timeout().toMillis());
    KafkaSink<OutboundRecord> sink =
        builder(
                withDefaults(client, profile)
                    .with(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeout),
                Map.of())
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
            .setTransactionalIdPrefix(transactions.idPrefix())
            .build();
    return new TransactionalSink<>(sink, client, transactions);
  }

  static ClientProperties withDefaults(ClientProperties client, Profile profile) {
    return client
        .withDefault(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, NEVER)
        .withDefaults(profile.producer());
  }

  private static KafkaSinkBuilder<OutboundRecord> builder(
      ClientProperties client, Map<String, Integer> partitionsOfShards) {
    return KafkaSink.<OutboundRecord>builder()
        .setKafkaProducerConfig(client.toProperties())
        .setRecordSerializer(new OutboundRecordUnwrapper(partitionsOfShards));
  }
}
