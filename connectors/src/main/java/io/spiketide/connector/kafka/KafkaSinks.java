package io.spiketide.connector.kafka;

import io.spiketide.schema.record.OutboundRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Sinks whose records say themselves which topic they are for. */
public final class KafkaSinks {
  private KafkaSinks() {}

  /**
   * A sink that loses nothing and may repeat records after a failure; receivers drop repetitions by
   * the frontier that each packet carries.
   */
  public static KafkaSink<OutboundRecord> atLeastOnce(
      ClientProperties client, ProducerProfile profile) {
    return builder(withDefaults(client, profile))
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
      ClientProperties client, ProducerProfile profile, Transactions transactions) {
    String timeout = Long.toString(transactions.timeout().toMillis());
    KafkaSink<OutboundRecord> sink =
        builder(
                withDefaults(client, profile)
                    .with(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeout))
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
            .setTransactionalIdPrefix(transactions.idPrefix())
            .build();
    return new TransactionalSink<>(sink, transactions);
  }

  static ClientProperties withDefaults(ClientProperties client, ProducerProfile profile) {
    ClientProperties all = client;
    for (var setting : profile.defaults().entrySet()) {
      all = all.withDefault(setting.getKey(), setting.getValue());
    }
    return all;
  }

  private static KafkaSinkBuilder<OutboundRecord> builder(ClientProperties client) {
    return KafkaSink.<OutboundRecord>builder()
        .setKafkaProducerConfig(client.toProperties())
        .setRecordSerializer(new OutboundRecordUnwrapper());
  }
}
