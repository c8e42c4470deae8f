package io.spiketide.savepoint;

import io.spiketide.operator.state.InstanceState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobInfoImpl;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.util.RuntimeUDFContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SavepointKeyedStateHandle;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.state.api.input.KeyedStateInputFormat;
import org.apache.flink.state.api.input.operator.KeyedStateReaderOperator;
import org.apache.flink.state.api.input.splits.KeyGroupRangeInputSplit;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Reads the instances of a stage, one range of key groups after the other, so that memory holds a
 * part of the state only.
 *
 * <p>It opens the input format of Flink's State Processor API in this process. A job on a cluster
 * of its own, which that API would run otherwise, has nothing to add: two savepoints are compared
 * range by range, and the start of a cluster takes longer than that. Flink's state backends do the
 * reading, so that savepoints of both formats and checkpoints of both backends can be read.
 */
final class StageReader {
  /** Bytes of a savepoint that are read at once; in memory they take some times as many. */
  static final long PART = 64L << 20;

  private final String path;
  private final StoredStage stage;

  /**
   * @param path of the savepoint, for messages
   */
  StageReader(String path, StoredStage stage) {
    this.path = path;
    this.stage = stage;
  }

  String uid() {
    return stage.uid();
  }

  /** Over how many key groups keys are spread. */
  int keyGroups() {
    return stage.operator().getMaxParallelism();
  }

  /** Shows all instances, those of a part by key. */
  void forEach(BiConsumer<StoredKey, InstanceState> visitor) {
    int parts = parts();
    for (int part = 0; part < parts; part++) {
      read(part, parts).forEach(visitor);
    }
  }

  /** Into how many parts the state is best divided. */
  int parts() {
    long parts = stage.operator().getStateSize() / PART + 1;
    return (int) Math.min(keyGroups(), parts);
  }

  /**
   * The instances of a range of key groups.
   *
   * @param part which one
   * @param parts into how many ranges all key groups are divided
   * @throws SavepointFault if the state cannot be read
   */
  SortedMap<StoredKey, InstanceState> read(int part, int parts) {
    Exception first = null;
    for (StateBackend backend : backends()) {
      try {
        return read(part, parts, backend);
      } catch (IOException | RuntimeException e) { // whatever a backend makes of strange bytes
        first = first == null ? e : first;
      }
    }
    throw new SavepointFault(
        "savepoint %s: the state of %s cannot be read (%s); see that all files of it are there, or take one in canonical format"
            .formatted(path, stage.uid(), first == null ? "unknown kind" : Savepoint.reason(first)),
        first);
  }

  /**
   * The backends that may be able to read the state, most likely one first. A full checkpoint does
   * not say which one wrote it.
   */
  private List<StateBackend> backends() {
    List<StateBackend> backends = new ArrayList<>();
    for (KeyedStateHandle handle : handles()) {
      if (handle instanceof IncrementalRemoteKeyedStateHandle) {
        return List.of(new EmbeddedRocksDBStateBackend());
      } else if (handle instanceof SavepointKeyedStateHandle) {
        return List.of(new HashMapStateBackend());
      } else if (handle instanceof KeyGroupsStateHandle) {
        return List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
      }
    }
    return backends;
  }

  private List<KeyedStateHandle> handles() {
    return stage.operator().getStates().stream()
        .flatMap(subtask -> subtask.getManagedKeyedState().stream())
        .toList();
  }

  private SortedMap<StoredKey, InstanceState> read(int part, int parts, StateBackend backend)
      throws IOException {
    ExecutionConfig config = new ExecutionConfig();
    Configuration options = new Configuration();
    KeyedStateInputFormat<String, VoidNamespace, Entry> format =
        new KeyedStateInputFormat<>(
            stage.operator(),
            backend,
            options,
            new KeyedStateReaderOperator<>(new Reading(stage), Types.STRING),
            config);
    format.setRuntimeContext(
        new RuntimeUDFContext(
            new JobInfoImpl(new JobID(), "savepoint"),
            new TaskInfoImpl("savepoint", keyGroups(), part, parts, 0),
            StageReader.class.getClassLoader(),
            config,
            Map.of(),
            Map.of(),
            UnregisteredMetricsGroup.createOperatorMetricGroup()));
    format.configure(options);
    KeyGroupRangeInputSplit[] splits = format.createInputSplits(parts);
    SortedMap<StoredKey, InstanceState> instances = new TreeMap<>();
    format.openInputFormat();
    try {
      format.open(splits[part]);
      try {
        boolean cut = stage.isCut();
        while (!format.reachedEnd()) {
          Entry entry = format.nextRecord(null);
          InstanceState state = entry.state;
          if (state != null) {
            instances.put(StoredKey.of(entry.key, cut), state);
          }
        }
      } finally {
        format.close();
      }
    } finally {
      format.closeInputFormat();
    }
    return instances;
  }

  /**
   * @param state null if nothing is left under the key; Flink wants something for each
   */
  private record Entry(String key, @Nullable InstanceState state) {}

  /** Passes on what is stored of each key. */
  private static final class Reading extends KeyedStateReaderFunction<String, Entry> {
    private static final long serialVersionUID = 1L;

    private final transient StoredStage stage;
    private transient ValueState<InstanceState> instances;

    Reading(StoredStage stage) {
      this.stage = stage;
    }

    @Override
    public void open(OpenContext context) {
      ValueStateDescriptor<InstanceState> descriptor =
          new ValueStateDescriptor<>("instance", stage.format().serializer());
      if (stage.mortal()) {
        // Reading is no time to forget: what was stored is there, however old it is.
        descriptor.enableTimeToLive(
            StateTtlConfig.newBuilder(Duration.ofMillis(Long.MAX_VALUE))
                .disableCleanupInBackground()
                .build());
      }
      instances = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void readKey(String key, Context context, Collector<Entry> out) throws Exception {
      out.collect(new Entry(key, instances.value()));
    }
  }
}
