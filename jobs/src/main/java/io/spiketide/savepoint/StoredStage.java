package io.spiketide.savepoint;

import io.spiketide.kernel.Origin;
import io.spiketide.operator.state.InstanceStateSerializer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.runtime.state.ttl.TtlStateFactory.TtlSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a network in a savepoint: its operator, and how its instances are stored. Only what
 * stands in front of the state is read, a few kB however large the state is.
 *
 * @param operator what Flink knows of it
 * @param format how its instances are stored
 * @param mortal whether instances are forgotten after a time
 */
record StoredStage(
    OperatorState operator, InstanceStateSerializer.Snapshot format, boolean mortal) {

  /** The id under which the job keeps the state. */
  String uid() {
    return Savepoint.uid(operator);
  }

  /** The networks that its instances are of, in the order in which they ran; at least one. */
  List<Origin> origins() {
    return format.origins();
  }

  /** The network that ran last. */
  Origin newest() {
    return origins().get(origins().size() - 1);
  }

  /** Whether the network is cut, so that keys may be those of shards. */
  boolean isCut() {
    return newest().value(Origin.STAGES).map(text -> !text.equals(Origin.NOT_CUT)).orElse(false);
  }

  /** The stage that an operator is, if it is one. */
  static Optional<StoredStage> of(OperatorState operator) throws IOException {
    for (OperatorSubtaskState subtask : operator.getStates()) {
      for (KeyedStateHandle state : subtask.getManagedKeyedState()) {
        StreamStateHandle description = description(state);
        if (description != null) {
          return of(operator, description);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<StoredStage> of(OperatorState operator, StreamStateHandle description)
      throws IOException {
    KeyedBackendSerializationProxy<?> proxy =
        new KeyedBackendSerializationProxy<>(StoredStage.class.getClassLoader());
    try (DataInputViewStreamWrapper in =
        new DataInputViewStreamWrapper(description.openInputStream())) {
      proxy.read(in);
    }
    for (StateMetaInfoSnapshot state : proxy.getStateMetaInfoSnapshots()) {
      TypeSerializerSnapshot<?> values =
          state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
      boolean mortal = values instanceof TtlSerializerSnapshot<?>;
      if (values instanceof TtlSerializerSnapshot<?> wrapped) {
        values = wrapped.getValueSerializerSnapshot();
      }
      if (values instanceof InstanceStateSerializer.Snapshot format) {
        return Optional.of(new StoredStage(operator, format, mortal));
      }
    }
    return Optional.empty();
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
}
