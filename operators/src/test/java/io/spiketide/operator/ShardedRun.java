package io.spiketide.operator;

import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.network.Stages;
import io.spiketide.operator.record.OutboundRecordTypeInfo;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * A network that is cut, its stages under Flink's test harness, and a topic of spikes in memory.
 * What is read from a source waits before each stage; a random choice says what goes on next. A
 * checkpoint lets all that was read go through, as a barrier does.
 */
final class ShardedRun implements AutoCloseable {
  /** The run of the network. */
  static final long EPOCH = 7;

  static final Duration STALL = Duration.ofSeconds(30);

  private static final int KEY_GROUPS = 128;

  private final Network network;
  private final Stages stages;
  private final Random random;
  private final SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
  private final List<StageTask> tasks = new ArrayList<>();
  private final List<RawRecord> sensors = new ArrayList<>();

  /** The topic, and how far it has been read; the same of the other topics, which nobody reads. */
  final List<OutboundRecord> spikes = new ArrayList<>();

  final List<OutboundRecord> others = new ArrayList<>();
  private int sensorsRead;
  private int spikesRead;

  private @Nullable Checkpoint checkpoint;

  private record Checkpoint(
      List<OperatorSubtaskState> states, List<Integer> subtasks, int sensors, int spikes) {}

  ShardedRun(Network network, Stages stages, long seed) throws Exception {
    this.network = network;
    this.stages = stages;
    this.random = new Random(seed);
    for (int s = 0; s < stages.size(); s++) {
      tasks.add(new StageTask(s));
    }
    start(null, 1);
  }

  /**
   * The subtasks of a stage and what waits before them, one queue for each way that leads there.
   */
  private final class StageTask {
    final int stage;
    final ShardRouter router;
    final List<Deque<RawRecord>> waiting =
        List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
    List<KeyedOneInputStreamOperatorTestHarness<String, RawRecord, OutboundRecord>> subtasks =
        new ArrayList<>();

    StageTask(int stage) {
      this.stage = stage;
      router =
          new ShardRouter(
              network, stages, stage, TopicNames.DEFAULT, WireFormat.DEFAULT, KEY_GROUPS);
      router.open(new OpenContext() {});
    }

    void arrive(int way, RawRecord record) {
      List<RawRecord> routed = new ArrayList<>();
      router.flatMap(record, new ListCollector<>(routed));
      waiting.get(way).addAll(routed);
    }

    /** Lets a record of a queue in; whether there was one. */
    boolean process(int way) throws Exception {
      RawRecord record = waiting.get(way).poll();
      if (record == null) {
        return false;
      }
      int subtask =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              key(record), KEY_GROUPS, subtasks.size());
      var harness = subtasks.get(subtask);
      harness.processElement(new StreamRecord<>(record));
      for (Object out : harness.getOutput()) {
        OutboundRecord sent = (OutboundRecord) ((StreamRecord<?>) out).getValue();
        (sent.topic().equals("spikes") ? spikes : others).add(sent);
      }
      harness.getOutput().clear();
      var decisions = harness.getSideOutput(StageOperator.DECISIONS);
      if (decisions != null) {
        decisions.forEach(d -> others.add(d.getValue()));
        decisions.clear();
      }
      var forward = harness.getSideOutput(StageOperator.FORWARD);
      if (forward != null) {
        for (var goesOn : forward) {
          for (StageTask later : tasks.subList(stage + 1, tasks.size())) {
            later.arrive(2, goesOn.getValue());
          }
        }
        forward.clear();
      }
      return true;
    }
  }

  private static String key(RawRecord record) {
    byte[] key = record.key();
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  private void start(@Nullable Checkpoint from, int parallelism) throws Exception {
    for (StageTask task : tasks) {
      task.waiting.forEach(Deque::clear);
      task.subtasks = new ArrayList<>();
      for (int s = 0; s < parallelism; s++) {
        var harness =
            new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(
                    new StageOperator(
                        Editions.of(network),
                        stages,
                        task.stage,
                        EPOCH,
                        STALL,
                        TopicNames.DEFAULT,
                        WireFormat.DEFAULT)),
                ShardedRun::key,
                Types.STRING,
                KEY_GROUPS,
                parallelism,
                s);
        harness.setup(OutboundRecordTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl()));
        if (from != null) {
          harness.initializeState(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  from.states().get(task.stage),
                  KEY_GROUPS,
                  from.subtasks().get(task.stage),
                  parallelism,
                  s));
        }
        harness.open();
        task.subtasks.add(harness);
      }
    }
    sensorsRead = from == null ? 0 : from.sensors();
    spikesRead = from == null ? 0 : from.spikes();
  }

  /** Puts a packet at the end of the sensors' topic. */
  void send(String instance, SensorPacket packet) {
    send(instance.getBytes(StandardCharsets.UTF_8), codec.encode(packet));
  }

  /** Puts any bytes there. */
  void send(byte @Nullable [] key, byte[] value) {
    sensors.add(new RawRecord("sensor-events", 0, sensors.size(), 0, key, value));
  }

  /** Goes on until nothing waits anywhere, or for so many steps. */
  void run(int steps) throws Exception {
    for (int step = 0; step < steps && step(); step++) {}
  }

  private boolean step() throws Exception {
    int ways = 2 + 3 * tasks.size();
    int first = random.nextInt(ways);
    for (int w = 0; w < ways; w++) {
      int way = (first + w) % ways;
      boolean went =
          way == 0
              ? readSensors()
              : way == 1 ? readSpikes() : tasks.get((way - 2) / 3).process((way - 2) % 3);
      if (went) {
        return true;
      }
    }
    return false;
  }

  private boolean readSensors() {
    if (sensorsRead == sensors.size()) {
      return false;
    }
    RawRecord record = sensors.get(sensorsRead++);
    tasks.forEach(task -> task.arrive(0, record));
    return true;
  }

  private boolean readSpikes() {
    if (spikesRead == spikes.size()) {
      return false;
    }
    OutboundRecord sent = spikes.get(spikesRead++);
    RawRecord record = new RawRecord("spikes", 0, spikesRead, 0, sent.key(), sent.value());
    tasks.forEach(task -> task.arrive(1, record));
    return true;
  }

  /** Takes a checkpoint. */
  void checkpoint() throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    List<Integer> subtasks = new ArrayList<>();
    for (StageTask task : tasks) {
      for (int way = 0; way < 3; way++) {
        while (task.process(way)) {}
      }
      OperatorSubtaskState[] all = new OperatorSubtaskState[task.subtasks.size()];
      for (int s = 0; s < all.length; s++) {
        all[s] = task.subtasks.get(s).snapshot(1, 1);
      }
      states.add(AbstractStreamOperatorTestHarness.repackageState(all));
      subtasks.add(all.length);
    }
    checkpoint = new Checkpoint(states, subtasks, sensorsRead, spikesRead);
  }

  /** Keys that have a state, over all stages. */
  int stateEntries() {
    return tasks.stream()
        .flatMap(task -> task.subtasks.stream())
        .mapToInt(subtask -> subtask.numKeyedStateEntries())
        .sum();
  }

  /** All tasks are killed and go on from the last checkpoint, or the beginning. */
  void kill(int parallelism) throws Exception {
    close();
    start(checkpoint, parallelism);
  }

  @Override
  public void close() throws Exception {
    for (StageTask task : tasks) {
      for (var subtask : task.subtasks) {
        subtask.close();
      }
    }
  }
}
