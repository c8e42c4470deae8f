package io.spiketide.job;

import io.spiketide.kernel.Origin;
import io.spiketide.operator.state.InstanceStateSerializer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.runtime.state.ttl.TtlStateFactory.TtlSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Reads out of a savepoint or checkpoint which networks its instances are of. Only what stands in
 * front of the state is read, a few kB however large the state is.
 */
final class SavepointOrigins {
  private SavepointOrigins() {}

  /**
   * The networks in the order in which they ran; empty if the savepoint holds none.
   *
   * @throws IOException if the savepoint cannot be read from here
   */
  static List<Origin> read(String path) throws IOException {
    CompletedCheckpointStorageLocation savepoint =
        AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(savepoint.getMetadataHandle().openInputStream()))) {
      var metadata =
          Checkpoints.loadCheckpointMetadata(
              in, SavepointOrigins.class.getClassLoader(), savepoint.getExternalPointer());
      for (OperatorState operator : metadata.getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (KeyedStateHandle state : subtask.getManagedKeyedState()) {
            List<Origin> origins = origins(state);
            if (!origins.isEmpty()) {
              return origins;
            }
          }
        }
      }
    }
    return List.of();
  }

  private static List<Origin> origins(KeyedStateHandle state) throws IOException {
    StreamStateHandle description = description(state);
    if (description == null) {
      return List.of();
    }
    KeyedBackendSerializationProxy<?> proxy =
        new KeyedBackendSerializationProxy<>(SavepointOrigins.class.getClassLoader());
    try (DataInputViewStreamWrapper in =
        new DataInputViewStreamWrapper(description.openInputStream())) {
      proxy.read(in);
    }
    return proxy.getStateMetaInfoSnapshots().stream()
        .map(SavepointOrigins::valueSerializer)
        .flatMap(
            snapshot ->
                snapshot instanceof InstanceStateSerializer.Snapshot instances
                    ? Stream.of(instances.origins())
                    : Stream.empty())
        .findFirst()
        .orElse(List.of());
  }

  /** Where the names and serializers of a state stand, null for a kind of state without. */
  private static @Nullable StreamStateHandle description(KeyedStateHandle state) {
    if (state instanceof KeyGroupsStateHandle whole) {
      return whole;
    }
    return state instanceof IncrementalRemoteKeyedStateHandle incremental
        ? incremental.getMetaDataStateHandle()
        : null;
  }

  private static @Nullable TypeSerializerSnapshot<?> valueSerializer(StateMetaInfoSnapshot state) {
    TypeSerializerSnapshot<?> values =
        state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
    return values instanceof TtlSerializerSnapshot<?> mortal
        ? mortal.getValueSerializerSnapshot()
        : values;
  }
}
