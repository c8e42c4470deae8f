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
   * @param transactionalIdPrefix unique among all jobs on these brokers, and the same after every
   *     restart of this one
   */
  public static KafkaSink<OutboundRecord> exactlyOnce(
      ClientProperties client, ProducerProfile profile, String transactionalIdPrefix) {
    String timeout = Long.toString(TRANSACTION_TIMEOUT.toMillis());
    ClientProperties transactional =
        withDefaults(client, profile)
            .withDefault(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeout);
    return builder(transactional)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(transactionalIdPrefix)
        .build();
  }

  static ClientProperties withDefaults(ClientProperties client, ProducerProfile profile) {
    ClientProperties all =
        client
            .withDefault(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, NEVER)
            .withDefault(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(LONGEST_WAIT.toMillis()));
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
