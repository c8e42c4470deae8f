package io.spiketide.connector.kafka;

import io.spiketide.schema.record.RawRecord;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/** Sources that hand over undecoded records, in the order of each partition. */
public final class KafkaSources {
  private static final String PARTITION_DISCOVERY =
      KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key();

  /** Partitions are fixed while a job runs, since keys would move (FLINK-40615 aside). */
  private static final String NEVER = "-1";

  private KafkaSources() {}

  /**
   * A source of one or more topics.
   *
   * <p>A bounded source that is restored from a checkpoint may stay open after its last record
   * (FLINK-31006); whoever needs the end there counts records.
   *
   * @param type type information of {@link RawRecord}, which the operators module owns
   */
  public static KafkaSource<RawRecord> rawRecords(
      SourceSettings settings, TypeInformation<RawRecord> type) {
    return source(settings, type).setTopics(settings.topics()).build();
  }

  /**
   * A source of some partitions, which does not notice when others are added to their topic.
   *
   * @param type type information of {@link RawRecord}, which the operators module owns
   */
  public static KafkaSource<RawRecord> rawRecords(
      SourceSettings settings, Set<TopicPartition> partitions, TypeInformation<RawRecord> type) {
    return source(settings, type).setPartitions(new HashSet<>(partitions)).build();
  }

  private static KafkaSourceBuilder<RawRecord> source(
      SourceSettings settings, TypeInformation<RawRecord> type) {
    KafkaSourceBuilder<RawRecord> builder =
        KafkaSource.<RawRecord>builder()
            .setProperties(withDefaults(settings).toProperties())
            .setGroupId(settings.groupId())
            .setStartingOffsets(settings.start().initializer())
            .setDeserializer(new RawRecordDeserializer(type));
    if (settings.bounded()) {
      builder.setBounded(OffsetsInitializer.latest());
    }
    return builder;
  }

  static ClientProperties withDefaults(SourceSettings settings) {
    return settings
        .client()
        .withDefaults(settings.profile().consumer())
        .withDefault(PARTITION_DISCOVERY, NEVER)
        .withDefault(ConsumerConfig.CLIENT_ID_CONFIG, settings.groupId());
  }
}
