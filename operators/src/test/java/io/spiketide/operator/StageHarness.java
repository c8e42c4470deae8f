package io.spiketide.operator;

import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.operator.record.OutboundRecordTypeInfo;
import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.LearningSignals;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.ControlCommandCodec;
import io.spiketide.schema.codec.LearningSignalsCodec;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * The stage operator as so many subtasks under Flink's test harness: records go to the subtask of
 * their key, and what was sent survives restarts, as a topic does.
 */
final class StageHarness implements AutoCloseable {
  private static final int MAX_PARALLELISM = 128;

  private final WireFormat format;
  private final SensorPacketCodec codec;
  private final InstanceKey keys;
  private final CommandRouter router;
  private final List<OutboundRecord> sent = new ArrayList<>();
  private Editions networks;
  private List<KeyedOneInputStreamOperatorTestHarness<String, RawRecord, OutboundRecord>> subtasks;
  private long offset;

  StageHarness(Network network) throws Exception {
    this(network, WireFormat.DEFAULT, 1);
  }

  StageHarness(Network network, WireFormat format, int parallelism) throws Exception {
    this(Editions.of(network), format, parallelism);
  }

  StageHarness(Editions networks, WireFormat format, int parallelism) throws Exception {
    this.networks = networks;
    this.format = format;
    codec = new SensorPacketCodec(format);
    keys = new InstanceKey(networks.newest().instances().key());
    router = new CommandRouter(format, MAX_PARALLELISM);
    router.open(new OpenContext() {});
    subtasks = start(networks, null, 0, parallelism);
  }

  private List<KeyedOneInputStreamOperatorTestHarness<String, RawRecord, OutboundRecord>> start(
      Editions described, @Nullable OperatorSubtaskState state, int before, int parallelism)
      throws Exception {
    List<KeyedOneInputStreamOperatorTestHarness<String, RawRecord, OutboundRecord>> started =
        new ArrayList<>();
    for (int s = 0; s < parallelism; s++) {
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new StageOperator(described, TopicNames.DEFAULT, format)),
              keys,
              Types.STRING,
              MAX_PARALLELISM,
              parallelism,
              s);
      harness.setup(OutboundRecordTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl()));
      if (state != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, before, parallelism, s));
      }
      harness.open();
      started.add(harness);
    }
    return started;
  }

  /** A packet as the next record of the topic; offsets count up from 0. */
  void send(String instance, SensorPacket packet) throws Exception {
    sendRaw(instance.getBytes(StandardCharsets.UTF_8), codec.encode(packet));
  }

  /** Any bytes as the next record of the topic. */
  void sendRaw(byte @Nullable [] key, byte[] value) throws Exception {
    sendRaw("sensor-events", key, value);
  }

  /** Learning signals as the next record of their topic. */
  void send(String instance, LearningSignals signals) throws Exception {
    sendRaw(
        "learning-signals",
        instance.getBytes(StandardCharsets.UTF_8),
        new LearningSignalsCodec(format).encode(signals));
  }

  /**
   * A command as the next record of the topic.
   *
   * @param instance null for all
   */
  void send(@Nullable String instance, ControlCommand command) throws Exception {
    sendRaw(
        instance == null ? null : instance.getBytes(StandardCharsets.UTF_8),
        new ControlCommandCodec(format).encode(command));
  }

  private void sendRaw(String topic, byte @Nullable [] key, byte[] value) throws Exception {
    RawRecord sent = new RawRecord(topic, 3, offset++, 1234, key, value);
    List<RawRecord> routed = new ArrayList<>();
    router.flatMap(sent, new ListCollector<>(routed));
    for (RawRecord record : routed) {
      int subtask =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              keys.getKey(record), MAX_PARALLELISM, subtasks.size());
      subtasks.get(subtask).processElement(new StreamRecord<>(record));
      collect();
    }
  }

  /** Moves the wall clock, in ms. */
  void setWallClock(long millis) throws Exception {
    for (var subtask : subtasks) {
      subtask.setStateTtlProcessingTime(millis);
      subtask.setProcessingTime(millis);
    }
    collect();
  }

  /** Takes a checkpoint, ends all subtasks and starts so many from it. */
  void restart(int parallelism) throws Exception {
    restart(networks, parallelism);
  }

  /** As {@link #restart(int)}, with a changed network. */
  void restart(Network changed, int parallelism) throws Exception {
    restart(Editions.of(changed), parallelism);
  }

  /** As {@link #restart(int)}, with a network that changes at a tick. */
  void restart(Editions changed, int parallelism) throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int s = 0; s < states.length; s++) {
      states[s] = subtasks.get(s).snapshot(offset, offset);
    }
    close();
    OperatorSubtaskState all = AbstractStreamOperatorTestHarness.repackageState(states);
    networks = changed;
    subtasks = start(changed, all, states.length, parallelism);
  }

  /** Something that is done to a stage. */
  interface Action {
    void run() throws Exception;
  }

  /**
   * Takes a checkpoint whose state is written only after {@code meanwhile} has gone on, as a task
   * does that does not wait for its checkpoints; then ends all and starts from it. What was sent in
   * between is forgotten, and is to be sent again.
   */
  void restartFromBarrier(int parallelism, Action meanwhile) throws Exception {
    List<OperatorSnapshotFutures> writing = new ArrayList<>();
    for (var subtask : subtasks) {
      writing.add(
          subtask
              .getOperator()
              .snapshotState(
                  offset,
                  offset,
                  CheckpointOptions.forCheckpointWithDefaultLocation(),
                  new MemCheckpointStreamFactory(Integer.MAX_VALUE)));
    }
    long offsetAtBarrier = offset;
    int sentAtBarrier = sent.size();
    meanwhile.run();
    OperatorSubtaskState[] states = new OperatorSubtaskState[writing.size()];
    for (int s = 0; s < states.length; s++) {
      states[s] = OperatorSnapshotFinalizer.create(writing.get(s)).getJobManagerOwnedState();
    }
    close();
    sent.subList(sentAtBarrier, sent.size()).clear();
    offset = offsetAtBarrier;
    subtasks =
        start(
            networks,
            AbstractStreamOperatorTestHarness.repackageState(states),
            states.length,
            parallelism);
  }

  private void collect() {
    for (var subtask : subtasks) {
      for (Object record : subtask.getOutput()) {
        sent.add((OutboundRecord) ((StreamRecord<?>) record).getValue());
      }
      subtask.getOutput().clear();
      var decisions = subtask.getSideOutput(StageOperator.DECISIONS);
      if (decisions != null) {
        decisions.forEach(record -> sent.add(record.getValue()));
        decisions.clear();
      }
    }
  }

  /** All that was sent to a topic, in order. */
  List<OutboundRecord> sentTo(String topic) {
    return sent.stream().filter(record -> record.topic().equals(topic)).toList();
  }

  Sent sent() {
    return new Sent(this, format);
  }

  /** Records sent to other topics than the dead letters, by topic and key, in order. */
  Map<String, List<String>> byKey() {
    Map<String, List<String>> byKey = new TreeMap<>();
    for (OutboundRecord record : sent) {
      if (record.topic().equals("dead-letters")) {
        continue;
      }
      byte[] key = record.key() == null ? new byte[0] : record.key();
      byKey
          .computeIfAbsent(
              record.topic() + " " + new String(key, StandardCharsets.UTF_8),
              k -> new ArrayList<>())
          .add(record.timestampMillis() + " " + HexFormat.of().formatHex(record.value()));
    }
    return byKey;
  }

  int stateEntries() {
    return subtasks.stream().mapToInt(s -> s.numKeyedStateEntries()).sum();
  }

  @Override
  public void close() throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
  }
}
