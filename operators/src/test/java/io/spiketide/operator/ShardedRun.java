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
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
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
 * A network that is cut, its stages under Flink's test harness, and in memory a topic of spikes and
 * the ends of the shortcut, which loses one packet in {@value #LOSES_ONE_OF}. What is read from a
 * source waits before each stage; a random choice says what goes on next, also while the barriers
 * of a checkpoint are on their way.
 */
final class ShardedRun implements AutoCloseable {
  /** The run of the network. */
  static final long EPOCH = 7;

  static final Duration STALL = Duration.ofSeconds(30);

  private static final int KEY_GROUPS = 128;
  private static final int LOSES_ONE_OF = 8;

  /** Longer than any spikes are held back. */
  private static final long LONG_MILLIS = 100;

  // where records come from
  private static final int SENSORS = 0;
  private static final int TOPIC = 1;
  private static final int FORWARD = 2;
  private static final int SHORTCUT = 3;
  private static final int WAYS = 4;

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

  /** The subtasks of the source of spikes, the first of which reads the topic. */
  private final List<SpikeSource> sources = new ArrayList<>();

  private final @Nullable Shortcut shortcut;

  /** Of the job that runs, and where the topic ended when it was submitted. */
  private long epoch = EPOCH;

  private int firstSpike;

  private @Nullable Checkpoint checkpoint;

  // barriers of a checkpoint that is not complete
  private boolean checkpoints;
  private boolean sensorsPassed;
  private int sensorsBefore;
  private int spikesBefore;

  private record Checkpoint(
      List<OperatorSubtaskState> states, List<Integer> subtasks, int sensors, int spikes) {}

  /** A record before a stage, and whether it has been sent after the barrier. */
  private record Waiting(RawRecord record, boolean after) {}

  /** A subtask of the source of spikes, where packets come out of the shortcut. */
  private static final class SpikeSource implements Shortcut.End {
    final int subtask;
    final Deque<RawRecord> waiting = new ArrayDeque<>();
    boolean passed;

    SpikeSource(int subtask) {
      this.subtask = subtask;
    }

    @Override
    public int subtask() {
      return subtask;
    }

    @Override
    public boolean offer(RawRecord record) {
      return waiting.add(record);
    }
  }

  ShardedRun(Network network, Stages stages, long seed) throws Exception {
    this(network, stages, seed, true);
  }

  /**
   * @param shortcut whether shards hear each other by it, too, else by the topic alone
   */
  ShardedRun(Network network, Stages stages, long seed, boolean shortcut) throws Exception {
    this.network = network;
    this.stages = stages;
    this.shortcut = shortcut ? new Shortcut(UUID.randomUUID().toString()) : null;
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
    final List<List<Waiting>> waiting = new ArrayList<>();
    final boolean readsTopic;
    final boolean hearsDirectly;
    List<KeyedOneInputStreamOperatorTestHarness<String, RawRecord, OutboundRecord>> subtasks =
        new ArrayList<>();

    /** States of the subtasks that the barriers have passed. */
    final Map<Integer, OperatorSubtaskState> passed = new TreeMap<>();

    StageTask(int stage) {
      this.stage = stage;
      readsTopic = stages.readsTopic(network, stage);
      hearsDirectly = stages.hearsDirectly(network, stage);
      for (int way = 0; way < WAYS; way++) {
        waiting.add(new LinkedList<>());
      }
      router =
          new ShardRouter(
              network, stages, stage, TopicNames.DEFAULT, WireFormat.DEFAULT, KEY_GROUPS);
      router.open(new OpenContext() {});
    }

    void arrive(int way, RawRecord record, boolean after) {
      List<RawRecord> routed = new ArrayList<>();
      router.flatMap(record, new ListCollector<>(routed));
      routed.forEach(r -> waiting.get(way).add(new Waiting(r, after)));
    }

    private int subtaskOf(Waiting record) {
      return KeyGroupRangeAssignment.assignKeyToParallelOperator(
          key(record.record()), KEY_GROUPS, subtasks.size());
    }

    /** Lets the first record of a queue in that no barrier holds up; whether there was one. */
    boolean process(int way) throws Exception {
      for (Iterator<Waiting> all = waiting.get(way).iterator(); all.hasNext(); ) {
        Waiting next = all.next();
        int subtask = subtaskOf(next);
        if (!next.after() || !checkpoints || passed.containsKey(subtask)) {
          all.remove();
          process(subtask, next.record());
          return true;
        }
      }
      return false;
    }

    /** Lets the barriers pass a subtask where they have come on all ways. */
    void pass(int subtask) throws Exception {
      boolean come =
          sensorsPassed
              && (!readsTopic || sources.stream().allMatch(source -> source.passed))
              && (!hearsDirectly || tasks.subList(0, stage).stream().allMatch(StageTask::isPassed))
              && waiting.stream()
                  .flatMap(List::stream)
                  .allMatch(w -> w.after() || subtaskOf(w) != subtask);
      if (come && !passed.containsKey(subtask)) {
        subtasks.get(subtask).prepareSnapshotPreBarrier(1);
        collect(subtask);
        passed.put(subtask, subtasks.get(subtask).snapshot(1, 1));
      }
    }

    boolean isPassed() {
      return passed.size() == subtasks.size();
    }

    private void process(int subtask, RawRecord record) throws Exception {
      var harness = subtasks.get(subtask);
      harness.processElement(new StreamRecord<>(record));
      collect(subtask);
    }

    /** Lets time go by, and what is held back go to the topic. */
    boolean letTimeGoBy() throws Exception {
      int before = spikes.size();
      for (int s = 0; s < subtasks.size(); s++) {
        subtasks.get(s).setProcessingTime(subtasks.get(s).getProcessingTime() + LONG_MILLIS);
        collect(s);
      }
      return spikes.size() > before;
    }

    private void collect(int subtask) throws Exception {
      var harness = subtasks.get(subtask);
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
            if (later.hearsDirectly) {
              later.arrive(FORWARD, goesOn.getValue(), passed.containsKey(subtask));
            }
          }
        }
        forward.clear();
      }
    }
  }

  private static String key(RawRecord record) {
    byte[] key = record.key();
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  private void start(@Nullable Checkpoint from, int parallelism) throws Exception {
    for (StageTask task : tasks) {
      task.waiting.forEach(List::clear);
      task.subtasks = new ArrayList<>();
      for (int s = 0; s < parallelism; s++) {
        var harness =
            new KeyedOneInputStreamOperatorTestHarness<>(
                operator(task.stage), ShardedRun::key, Types.STRING, KEY_GROUPS, parallelism, s);
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
    spikesRead = from == null ? firstSpike : from.spikes();
    for (int i = 0; i < parallelism; i++) {
      SpikeSource source = new SpikeSource(i);
      sources.add(source);
      if (shortcut != null) {
        shortcut.open(source);
      }
    }
  }

  private KeyedProcessOperator<String, RawRecord, OutboundRecord> operator(int stage) {
    StageOperator operator =
        new StageOperator(
            Editions.of(network),
            stages,
            stage,
            epoch,
            STALL,
            shortcut,
            TopicNames.DEFAULT,
            WireFormat.DEFAULT);
    return operator.keyed();
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
    int before = 2 + sources.size();
    int ways = before + (WAYS + 1) * tasks.size();
    int first = random.nextInt(ways);
    for (int w = 0; w < ways; w++) {
      int way = (first + w) % ways;
      int after = way - before;
      boolean went =
          switch (way) {
            case 0 -> readSensors();
            case 1 -> readSpikes();
            default ->
                after < 0
                    ? readShortcut(sources.get(way - 2))
                    : goesOn(tasks.get(after / (WAYS + 1)), after % (WAYS + 1));
          };
      if (went) {
        return true;
      }
    }
    return false;
  }

  private static boolean goesOn(StageTask task, int way) throws Exception {
    return way < WAYS ? task.process(way) : task.letTimeGoBy();
  }

  private boolean readSensors() {
    if (sensorsRead == sensors.size()) {
      return false;
    }
    RawRecord record = sensors.get(sensorsRead++);
    tasks.forEach(task -> task.arrive(SENSORS, record, sensorsPassed));
    return true;
  }

  private boolean readSpikes() {
    if (spikesRead == spikes.size()) {
      return false;
    }
    OutboundRecord sent = spikes.get(spikesRead++);
    RawRecord record = new RawRecord("spikes", 0, spikesRead, 0, sent.key(), sent.value());
    arrive(TOPIC, record, sources.get(0));
    return true;
  }

  private boolean readShortcut(SpikeSource source) {
    RawRecord record = source.waiting.poll();
    if (record == null) {
      return false;
    }
    if (random.nextInt(LOSES_ONE_OF) > 0) {
      arrive(SHORTCUT, record, source);
    }
    return true;
  }

  private void arrive(int way, RawRecord record, SpikeSource source) {
    tasks.stream()
        .filter(task -> task.readsTopic)
        .forEach(task -> task.arrive(way, record, source.passed));
  }

  /** Takes a checkpoint while all goes on. */
  void checkpoint() throws Exception {
    int slowness = 1 << random.nextInt(8);
    checkpoints = true;
    for (int source = 0; source <= sources.size(); source++) {
      if (random.nextBoolean()) {
        letBarrierPass(source); // the others are told later
      }
    }
    while (!tasks.stream().allMatch(StageTask::isPassed)) {
      if (!step() || random.nextInt(slowness) == 0) {
        letBarrierPass(random.nextInt(1 + sources.size() + tasks.size()));
      }
    }
    List<OperatorSubtaskState> states = new ArrayList<>();
    List<Integer> subtasks = new ArrayList<>();
    for (StageTask task : tasks) {
      states.add(
          AbstractStreamOperatorTestHarness.repackageState(
              task.passed.values().toArray(new OperatorSubtaskState[0])));
      subtasks.add(task.passed.size());
      task.passed.clear();
    }
    sources.forEach(source -> source.passed = false);
    sensorsPassed = false;
    checkpoints = false;
    checkpoint = new Checkpoint(states, subtasks, sensorsBefore, spikesBefore);
  }

  /** A source that has not sent it does, or a subtask of a stage where it has come on all ways. */
  private void letBarrierPass(int any) throws Exception {
    if (any == 0) {
      sensorsBefore = sensorsPassed ? sensorsBefore : sensorsRead;
      sensorsPassed = true;
    } else if (any <= sources.size()) {
      SpikeSource source = sources.get(any - 1);
      if (source.subtask == 0 && !source.passed) {
        spikesBefore = spikesRead;
      }
      source.passed = true;
    } else {
      StageTask task = tasks.get(any - 1 - sources.size());
      task.pass(random.nextInt(task.subtasks.size()));
    }
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

  /** Another job goes on from the last checkpoint of this one, or begins anew. */
  void resubmit(int parallelism) throws Exception {
    close();
    epoch++;
    firstSpike = spikes.size();
    start(checkpoint, parallelism);
  }

  @Override
  public void close() throws Exception {
    if (shortcut != null) {
      sources.forEach(shortcut::close);
    }
    sources.clear();
    for (StageTask task : tasks) {
      for (var subtask : task.subtasks) {
        subtask.close();
      }
    }
  }
}
