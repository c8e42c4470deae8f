package io.spiketide.savepoint;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.kafka.common.TopicPartition;

/**
 * Where sources that read Kafka stand, as Flink's source operator and Kafka's connector store it.
 */
final class StoredPositions {
  /** The name that Flink's source operator gives to what its reader has been assigned. */
  private static final String STATE = "SourceReaderState";

  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  private static final KafkaPartitionSplitSerializer SPLITS = new KafkaPartitionSplitSerializer();

  private StoredPositions() {}

  /**
   * The offset of the record that is read next, for each partition that the operators read;
   * negative where nothing has been read yet. None of operators that are no sources.
   *
   * @throws IOException if it is not there or not as Flink writes it
   */
  static Map<TopicPartition, Long> of(Collection<OperatorState> operators) throws IOException {
    Map<TopicPartition, Long> positions = new TreeMap<>(ORDER);
    for (OperatorState operator : operators) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
          read(handle, positions);
        }
      }
    }
    return positions;
  }

  private static void read(OperatorStateHandle handle, Map<TopicPartition, Long> positions)
      throws IOException {
    OperatorStateHandle.StateMetaInfo state = handle.getStateNameToPartitionOffsets().get(STATE);
    if (state == null) {
      return;
    }
    try (FSDataInputStream in = handle.openInputStream()) {
      for (long offset : state.getOffsets()) {
        in.seek(offset);
        byte[] split =
            BytePrimitiveArraySerializer.INSTANCE.deserialize(new DataInputViewStreamWrapper(in));
        KafkaPartitionSplit read =
            SimpleVersionedSerialization.readVersionAndDeSerialize(SPLITS, split);
        positions.put(read.getTopicPartition(), read.getStartingOffset());
      }
    }
  }
}
