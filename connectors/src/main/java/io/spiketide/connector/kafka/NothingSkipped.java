package io.spiketide.connector.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where to begin as another says, and where to go on when a job's own offset is gone from the topic
 * because retention has overtaken it: at the oldest record that is left. Flink would go on at the
 * newest one where a job began at the newest or at a time, and so skip what is still there.
 */
record NothingSkipped(OffsetsInitializer beginning) implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    return beginning.getPartitionOffsets(partitions, retriever);
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
