package io.spiketide.savepoint;

import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.operator.InstanceKey;
import io.spiketide.operator.StageOperator;
import io.spiketide.operator.record.OutboundRecordTypeInfo;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import io.spiketide.yaml.NetworkYaml;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** A network under Flink's test harness, of which savepoints are written as Flink writes them. */
public final class StoredNetwork implements AutoCloseable {
  /** Two populations, delays of their own, spikes under way, a readout and a recording. */
  public static final String TEXT =
      """
      network: reflex
      tick: 1 ms
      seed: 3
      inputs:
        skin: {shape: [4]}
      populations:
        touch:
          shape: [6]
          neuron: {model: lif, tau_m: 20, V_th: 1, V_reset: 0, E_L: 0}
          publish: true
        muscle:
          shape: [2]
          neuron: {model: lif, tau_m: 20, V_th: 50, V_reset: 0, E_L: 0}
      projections:
        - {from: skin, to: touch, weights: 40, delay: 1 ms}
        - {from: touch, to: muscle, weights: 3, delay: {uniform: [2 ms, 5 ms]}}
      readouts:
        side: {of: muscle, type: spike_count, window: episode}
      record:
        - {of: muscle, variable: v, every: 2 ms}
      """;

  public static final String UID = "stage-reflex";
  private static final int KEY_GROUPS = 128;
  private static final long TICK_MICROS = 1_000;

  /** How the state is stored. */
  public enum Storage {
    HASHMAP_CHECKPOINT(new HashMapStateBackend(), CheckpointType.CHECKPOINT),
    HASHMAP_SAVEPOINT(
        new HashMapStateBackend(), SavepointType.savepoint(SavepointFormatType.CANONICAL)),
    HASHMAP_NATIVE_SAVEPOINT(
        new HashMapStateBackend(), SavepointType.savepoint(SavepointFormatType.NATIVE)),
    ROCKSDB_FULL_CHECKPOINT(new EmbeddedRocksDBStateBackend(false), CheckpointType.CHECKPOINT),
    ROCKSDB_INCREMENTAL_CHECKPOINT(
        new EmbeddedRocksDBStateBackend(true), CheckpointType.CHECKPOINT),
    ROCKSDB_SAVEPOINT(
        new EmbeddedRocksDBStateBackend(true),
        SavepointType.savepoint(SavepointFormatType.CANONICAL));

    private final StateBackend backend;
    private final SnapshotType type;

    Storage(StateBackend backend, SnapshotType type) {
      this.backend = backend;
      this.type = type;
    }
  }

  private final Storage storage;
  private final SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
  private final List<KeyedOneInputStreamOperatorTestHarness<String, RawRecord, OutboundRecord>>
      subtasks = new ArrayList<>();
  private final InstanceKey keys;
  private long checkpoint;

  public StoredNetwork(Network network, Storage storage, int parallelism) throws Exception {
    this.storage = storage;
    keys = new InstanceKey(network.instances().key());
    for (int s = 0; s < parallelism; s++) {
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(
                  new StageOperator(Editions.of(network), TopicNames.DEFAULT, WireFormat.DEFAULT)),
              keys,
              Types.STRING,
              KEY_GROUPS,
              parallelism,
              s);
      harness.setStateBackend(storage.backend);
      harness.setup(OutboundRecordTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl()));
      harness.open();
      subtasks.add(harness);
    }
  }

  public static Network network(Path folder, String text) throws IOException {
    return NetworkYaml.read(Files.writeString(folder.resolve("network.yaml"), text));
  }

  /** Events at these ticks, all of a packet that promises everything before a tick. */
  public void send(String instance, long sequence, long frontierTick, int... ticks)
      throws Exception {
    int[] offsets = new int[ticks.length];
    int[] addresses = new int[ticks.length];
    for (int e = 0; e < ticks.length; e++) {
      offsets[e] = (int) (ticks[e] * TICK_MICROS);
      addresses[e] = e % 4;
    }
    SensorPacket packet =
        new SensorPacket(
            "finger",
            0,
            sequence,
            frontierTick * TICK_MICROS,
            "skin",
            0,
            offsets,
            addresses,
            new float[0],
            List.of(),
            0);
    RawRecord record =
        new RawRecord(
            "sensor-events",
            0,
            sequence,
            1234,
            instance.getBytes(StandardCharsets.UTF_8),
            codec.encode(packet));
    subtasks
        .get(
            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                keys.getKey(record), KEY_GROUPS, subtasks.size()))
        .processElement(new StreamRecord<>(record));
  }

  /** Writes a savepoint and returns its directory. */
  public String savepoint(Path folder) throws Exception {
    checkpoint++;
    OperatorState operator =
        new OperatorState(UID, UID, new OperatorID(1, 2), subtasks.size(), KEY_GROUPS);
    for (int s = 0; s < subtasks.size(); s++) {
      operator.putState(
          s,
          subtasks
              .get(s)
              .snapshotWithLocalState(checkpoint, 0, storage.type)
              .getJobManagerOwnedState());
    }
    Path directory = Files.createTempDirectory(folder, "savepoint-");
    try (OutputStream out = Files.newOutputStream(directory.resolve("_metadata"))) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(checkpoint, List.of(operator), List.of()), out);
    }
    return directory.toString();
  }

  @Override
  public void close() throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
  }
}
