package io.spiketide.connector.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One topic as it should be.
 *
 * @param name prefix included
 * @param compacted whether only the newest record of each key is kept, without a time limit
 * @param options the layout
 */
public record TopicSpec(String name, boolean compacted, TopicOptions options) {
  /** Kafka's word for records that are kept for ever. */
  static final long UNLIMITED_RETENTION = -1;

  /** Least retention in ms, or {@link #UNLIMITED_RETENTION}. */
  long retentionMillis() {
    Duration retention = options.retention();
    return compacted || retention == null ? UNLIMITED_RETENTION : retention.toMillis();
  }

  String cleanupPolicy() {
    return compacted ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
  }

  /** Settings of the topic by Kafka's names, where they differ from a broker's defaults. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy());
    settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMillis()));
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    // A sensor whose clock is ahead must reach the job, which counts it, instead of the broker's
    // limit of one hour, which would stop the producer.
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
    return settings;
  }

  NewTopic toNewTopic() {
    return new NewTopic(name, options.partitions(), (short) options.replication())
        .configs(settings());
  }
}
