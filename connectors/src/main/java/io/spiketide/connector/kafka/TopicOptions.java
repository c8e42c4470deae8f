package io.spiketide.connector.kafka;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the topics of an installation are laid out.
 *
 * @param partitions of each topic, at least 1; the limit of how far readers spread
 * @param replication copies of each partition, at least 1; up to the number of brokers
 * @param retention how long records are kept, counted from their event time; null for ever. It is
 *     counted from event time because that is a record's Kafka timestamp: a recording of last year
 *     that is replayed into a topic kept for a week is deleted within minutes.
 */
public record TopicOptions(int partitions, int replication, @Nullable Duration retention) {
  /** One partition, one copy, kept for ever: right for a laptop and for replays. */
  public static final TopicOptions DEFAULT = new TopicOptions(1, 1, null);

  public TopicOptions {
    if (partitions < 1) {
      throw new KafkaFault("--partitions " + partitions + ": is below 1; give 1 or more");
    }
    if (replication < 1 || replication > Short.MAX_VALUE) {
      throw new KafkaFault(
          "--replication "
              + replication
              + ": is no number of copies; give 1 up to the number of"
              + " brokers");
    }
    if (retention != null && retention.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new KafkaFault("--retention " + retention + ": is below 1 minute; give more");
    }
  }
}
