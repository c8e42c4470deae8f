package io.spiketide.connector.kafka;

import io.spiketide.schema.record.OutboundRecord;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Sinks whose records say themselves which topic they are for. */
public final class KafkaSinks {
  /**
   * Flink's own default of 1 h is refused by brokers, which allow 15 min. An outage that lasts
   * longer than this loses the open transaction, and the job goes back to the checkpoint before.
   */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

  private KafkaSinks() {}

  /**
   * A sink that loses nothing and may repeat records after a failure; receivers drop repetitions by
   * the frontier that each packet carries.
   */
  public static KafkaSink<OutboundRecord> atLeastOnce(ClientProperties client, Profile profile) {
    return builder(withDefaults(client, profile))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  /**
   * A transactional sink, for consumers that read committed records only. Records become visible
   * with the checkpoint that holds them, so latency is the checkpoint interval.
   *
   * @param transactionalIdPrefix unique among all jobs on these brokers, and the same after every
   *     restart of this one
   */
  public static KafkaSink<OutboundRecord> exactlyOnce(
      ClientProperties client, Profile profile, String transactionalIdPrefix) {
    String timeout = Long.toString(TRANSACTION_TIMEOUT.toMillis());
    ClientProperties transactional =
        withDefaults(client, profile)
            .withDefault(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeout);
    return builder(transactional)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(transactionalIdPrefix)
        .build();
  }

  static ClientProperties withDefaults(ClientProperties client, Profile profile) {
    return client.withDefaults(profile.producer());
  }

  private static KafkaSinkBuilder<OutboundRecord> builder(ClientProperties client) {
    return KafkaSink.<OutboundRecord>builder()
        .setKafkaProducerConfig(client.toProperties())
        .setRecordSerializer(new OutboundRecordUnwrapper());
  }
}
