package io.spiketide.operator;

import io.spiketide.intake.Admission;
import io.spiketide.kernel.Succession;
import io.spiketide.network.Editions;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Stages;
import io.spiketide.operator.record.OutboundRecordTypeInfo;
import io.spiketide.operator.record.RawRecordTypeInfo;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.operator.state.InstanceStateSerializer;
import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.LateEvents;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulates a stage: decodes a packet, admits it to its instance, runs the ticks that are complete
 * and sends what they make. The key is the instance; in a stage that is cut, instance and shard,
 * and a tick is complete when the spikes of the other shards are, too.
 *
 * <p>Decisions are a side output, because their sink may be another one, and so are spikes that go
 * on to another stage. All else – spikes for the topic, recordings, late events, dead letters – is
 * the main output, whose records name their topics: one sink takes them without leaving the task.
 *
 * <p>Every shard admits all sensor packets, and comes to the same verdicts; the first shard of the
 * first stage reports them.
 */
public final class StageOperator extends KeyedProcessFunction<String, RawRecord, OutboundRecord>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(StageOperator.class);

  public static final OutputTag<OutboundRecord> DECISIONS =
      new OutputTag<>("decisions", OutboundRecordTypeInfo.INSTANCE);

  /** Spikes for later stages, as if they had come from a topic without a name. */
  public static final OutputTag<RawRecord> FORWARD =
      new OutputTag<>("forward", RawRecordTypeInfo.INSTANCE);

  // configuration
  private final Editions editions;
  private final Network network;
  private final Stages stages;
  private final int stage;
  private final long epoch;
  private final long stallMillis;
  private final @Nullable Shortcut shortcut;
  private final TopicNames topics;
  private final WireFormat format;

  // built in open()
  private transient Succession networks;
  private transient @Nullable StageRun[] runs;
  private transient Map<Integer, StageRun> shards;

  private transient @Nullable StallWatch stalls;
  private transient Admission admission;
  private transient PacketVerdicts verdicts;
  private transient SignalPackets signals;
  private transient StageMetrics metrics;
  private transient StagePackets packets;
  private transient StageCommands commands;
  private transient boolean warned;

  // checkpointed
  private transient ValueState<InstanceState> instances;
  private transient ListState<byte[]> storedCommands;
  private transient @Nullable ValueState<Long> lastHeardMillis;

  /** The only stage of a network that is not cut. */
  public StageOperator(Editions editions, TopicNames topics, WireFormat format) {
    this(editions, Stages.whole(editions.newest()), 0, 0, Duration.ZERO, null, topics, format);
  }

  /**
   * @param stage index of the stage
   * @param epoch the run of the network: one number for all attempts of a job, another one for each
   *     job that begins without a savepoint
   * @param stall after so much time in which a shard of a network that is cut has waited for
   *     another one, it says for which
   * @param shortcut besides the topic of spikes, null where there is none
   */
  public StageOperator(
      Editions editions,
      Stages stages,
      int stage,
      long epoch,
      Duration stall,
      @Nullable Shortcut shortcut,
      TopicNames topics,
      WireFormat format) {
    this.editions = editions;
    this.network = editions.newest();
    this.stages = stages;
    this.stage = stage;
    this.epoch = epoch;
    this.stallMillis = stall.toMillis();
    this.shortcut = shortcut;
    this.topics = topics;
    this.format = format;
  }

  /** This as Flink runs it after a {@code keyBy}. */
  public KeyedProcessOperator<String, RawRecord, OutboundRecord> keyed() {
    return shortcut == null ? new KeyedProcessOperator<>(this) : new ShardOperator(this);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    networks =
        stages.areWhole()
            ? SharedNetworks.get(editions)
            : Succession.of(SharedNetworks.template(network, stages, stage));
    runs = new StageRun[networks.size()];
    shards = new HashMap<>();
    admission = new Admission(network);
    packets = new StagePackets(format, topics);
    signals = new SignalPackets(network);
    verdicts = new PacketVerdicts(network.name());
    metrics = new StageMetrics(getRuntimeContext().getMetricGroup(), network);
    if (shortcut != null) {
      packets.shortcut =
          shortcut.entry(
              getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
              stages.fedBack(network),
              metrics.shortcutRefusals);
    }
    stalls =
        stages.areWhole()
            ? null
            : new StallWatch(
                network, stages.stage(stage).name(), topics.spikes(), stallMillis, metrics.stalls);
    commands =
        StageCommands.restored(network, storedCommands, admission, packets, verdicts, metrics);

    ValueStateDescriptor<InstanceState> descriptor =
        new ValueStateDescriptor<>("instance", new InstanceStateSerializer(networks));
    Long timeToLive = network.instances().timeToLiveMillis();
    if (timeToLive != null) {
      descriptor.enableTimeToLive(
          StateTtlConfig.newBuilder(Duration.ofMillis(timeToLive))
              .cleanupFullSnapshot()
              .cleanupIncrementally(10, false)
              .build());
    }
    instances = getRuntimeContext().getState(descriptor);
    if (network.instances().idleFlushMillis() != null) {
      lastHeardMillis =
          getRuntimeContext().getState(new ValueStateDescriptor<>("last-heard", Types.LONG));
    }
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<OutboundRecord> out)
      throws Exception {
    packets.context = context;
    packets.out = out;
    if (CommandRouter.isOfAll(context.getCurrentKey())) {
      commands.takeToAll(record);
      return;
    }
    Place place = placeOf(context.getCurrentKey(), record);
    if (isOfSpikes(record)) {
      if (place != null) {
        hear(record, place, context);
      }
      return;
    }
    RawRecord asRead = place == null || stages.areWhole() ? record : place.asRead(record);
    String instance = place == null ? "" : place.instance;
    boolean reports = place == null || isReporter(place);
    Content content = decode(asRead, instance, reports);
    if (content == Content.NOTHING || place == null) {
      return;
    }
    if (content == Content.COMMAND && !isSensed()) {
      commands.refuse(
          "no events of instance '%s' have come".formatted(instance), asRead, instance, reports);
      return;
    }
    InstanceState state = instance(place);
    if (record.topic().equals(topics.sensorEvents())) {
      List<CommandsToAll.Entry> before = commands.before(record, state);
      if (!before.isEmpty()) {
        commands.takeBefore(before, record, instance, state, commander(place, state), reports);
      }
    }
    if (reports) {
      metrics.recordsIn.inc();
    }
    if (content == Content.COMMAND) {
      commands.take(asRead, instance, state, commander(place, state), reports);
    } else if (content == Content.SIGNALS) {
      for (SensorPacketBuffer packet : signals.packets()) {
        admit(state, packet, instance, asRead, reports);
      }
      if (reports) {
        reportFaults(instance, asRead);
      }
    } else {
      admit(state, packets.packet, instance, asRead, reports);
    }
    InstanceState after = run(place, state);
    admission.settle(after.intake);
    instances.update(after);
    if (lastHeardMillis != null) {
      watchForSilence(context);
    }
    watchForStall(context, after);
  }

  private void admit(
      InstanceState state,
      SensorPacketBuffer packet,
      String instance,
      RawRecord record,
      boolean reports) {
    verdicts.clear();
    Admission.Tally tally = admission.admit(state.intake, packet, verdicts);
    if (reports) {
      metrics.eventsDropped.inc(packet.dropped());
      metrics.admitted(packet.size(), tally);
      report(packet, instance, record);
    }
  }

  /** Puts learning signals aside from which the network does not learn. */
  private void reportFaults(String instance, RawRecord record) {
    List<String> faults = signals.faults();
    if (!faults.isEmpty()) {
      metrics.admitted(faults.size(), new Admission.Tally(0, 0, faults.size(), 0));
      packets.deadLetter(
          verdicts.letter(
              DeadLetterReason.UNKNOWN_SIGNAL, faults.get(0), instance, record, faults.size()));
    }
  }

  // ---- instances and shards

  /** Whose state the present key has. */
  private static final class Place {
    final String instance;
    final int shard;

    Place(String instance, int shard) {
      this.instance = instance;
      this.shard = shard;
    }

    /** The record under the key that it had in its topic. */
    RawRecord asRead(RawRecord record) {
      return new RawRecord(
          record.topic(),
          record.partition(),
          record.offset(),
          record.timestampMillis(),
          instance.getBytes(StandardCharsets.UTF_8),
          record.value());
    }
  }

  /** Null where a record has no key but needs one. */
  private @Nullable Place placeOf(String key, RawRecord record) {
    if (record.key() == null && network.instances().key() == Instances.Key.RECORD) {
      return null;
    }
    return placeOf(key);
  }

  private Place placeOf(String key) {
    return stages.stage(stage).shards() == 1
        ? new Place(key, 0)
        : new Place(ShardKey.instance(key), ShardKey.shard(key));
  }

  private boolean isReporter(Place place) {
    return stage == 0 && place.shard == 0;
  }

  private boolean isOfSpikes(RawRecord record) {
    return !stages.areWhole()
        && (record.topic().isEmpty() || record.topic().equals(topics.spikes()));
  }

  /** Takes in what another shard or stage has fired. */
  private void hear(RawRecord record, Place place, Context context) throws Exception {
    try {
      packets.spikes.decode(record.value(), packets.heard);
    } catch (WireException e) {
      putAside(place.asRead(record), place.instance, e.reason(), String.valueOf(e.getMessage()));
      return;
    }
    if (!packets.heard.network().equals(network.name())) {
      return; // of another network that uses the topic
    }
    boolean directly = record.topic().isEmpty();
    InstanceState known = instances.value();
    long own = known == null ? epoch : known.outbox.epoch;
    if (!directly && StageRun.isForeign(packets.heard, own, metrics)) {
      return;
    }
    StageRun run = runOf(0, place.shard);
    int channel = run.channelOf(packets.heard);
    if (channel < 0) {
      return; // none that this shard needs
    }
    String fault = run.faultOf(channel, packets.heard);
    if (fault != null) {
      putAside(place.asRead(record), place.instance, DeadLetterReason.MALFORMED, fault);
      return;
    }
    InstanceState state = instance(place);
    boolean taken =
        Shortcut.brought(record)
            ? run.hearIfNext(state, channel, packets.heard, metrics)
            : run.hear(state, channel, packets.heard, directly, metrics);
    InstanceState after = taken ? run(place, state) : state;
    admission.settle(after.intake);
    instances.update(after);
    watchForStall(context, after);
  }

  /** Reads the packet of a record, and returns whether it can be; if not, it is put aside. */
  private Content decode(RawRecord record, String instance, boolean reports) {
    byte[] value = record.value();
    if (reports && record.key() == null && network.instances().key() == Instances.Key.RECORD) {
      putAside(
          record,
          instance,
          DeadLetterReason.NO_KEY,
          "the record has no key; its key is the instance that it belongs to");
      return Content.NOTHING;
    }
    if (reports && value.length == 0) {
      putAside(record, instance, DeadLetterReason.NO_VALUE, "the record has no value");
      return Content.NOTHING;
    }
    try {
      if (record.topic().equals(topics.learningSignals())) {
        signals.take(packets.signals.decode(value));
        return Content.SIGNALS;
      }
      packets.sensors.decode(value, packets.packet);
      return Content.EVENTS;
    } catch (WireException e) {
      if (packets.commands.holds(value)) {
        return Content.COMMAND;
      }
      if (reports) {
        putAside(record, instance, e.reason(), String.valueOf(e.getMessage()));
      }
      return Content.NOTHING;
    }
  }

  /** What a record of sensors, teachers or operators holds. */
  private enum Content {
    /** Nothing that can be read; it has been put aside. */
    NOTHING,
    EVENTS,
    SIGNALS,
    COMMAND
  }

  // ---- commands

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    storedCommands = StageCommands.stored(context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    commands.store(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0);
  }

  /** Whether events of the instance have come: signals alone may come from another topic. */
  private boolean isSensed() throws Exception {
    InstanceState state = instances.value();
    return state != null && admission.isSensed(state.intake);
  }

  private Commander commander(Place place, InstanceState state) {
    return stages.areWhole()
        ? runOf(networks.indexOf(state.kernel.layout), 0).commander
        : runOf(0, place.shard).commander;
  }

  /** Whether spikes for the topic are held back. */
  boolean holds() {
    return packets.holds();
  }

  /** Sends the spikes that are held back. */
  void release(Collector<OutboundRecord> topic) {
    packets.release(topic);
  }

  private void watchForStall(Context context, InstanceState state) {
    if (stalls != null) {
      stalls.watch(context, state, admission.safeTick(state.intake));
    }
  }

  private void putAside(RawRecord record, String instance, String reason, String detail) {
    metrics.recordsIn.inc();
    metrics.recordsRejected.inc();
    packets.deadLetter(verdicts.letter(reason, detail, instance, record, 1));
  }

  private InstanceState instance(Place place) throws Exception {
    InstanceState state = instances.value();
    if (state == null) {
      if (isReporter(place)) {
        metrics.instancesCreated.inc();
      }
      return runOf(0, place.shard).newInstance(epoch);
    }
    return state.adoptedBy(
        stages.areWhole()
            ? networks.network(networks.editionFor(state.kernel))
            : runOf(0, place.shard).net());
  }

  private void report(SensorPacketBuffer packet, String instance, RawRecord record) {
    if (verdicts.isDuplicate()) {
      metrics.duplicatePackets.inc();
    }
    if (verdicts.hasGap()) {
      metrics.sequenceGaps.inc();
    }
    if (verdicts.isRejectedWhole()) {
      metrics.recordsRejected.inc();
    }
    LateEvents late = verdicts.lateEvents(packet, instance, record);
    if (late != null) {
      packets.late(late);
    }
    for (DeadLetter letter : verdicts.deadLetters(instance, record)) {
      packets.deadLetter(letter);
    }
  }

  /**
   * Runs the ticks that are complete, each by the edition of the network that is in force. An
   * edition takes over when the tick that it begins with is complete, so that nothing of the tick
   * before is missing. Before the tick of a command everything stops until it is carried out.
   */
  private InstanceState run(Place place, InstanceState state) {
    long safe = admission.safeTick(state.intake);
    packets.sensed = safe;
    InstanceState running = state;
    for (long tick; (tick = running.commands.nextTick()) < safe; ) {
      running = runUntil(place, running, tick);
      boolean started = running.kernel.started;
      if (started ? running.kernel.tick < tick : running.intake.nextTick() < tick) {
        return running; // it waits for other shards
      }
      if (started && !stages.areWhole()) {
        runOf(0, place.shard).run(running, place.instance, tick); // episodes end before the command
      }
      commander(place, running).carryOut(running, place.instance, tick);
    }
    return runUntil(place, running, safe);
  }

  private InstanceState runUntil(Place place, InstanceState state, long safe) {
    if (safe == Long.MIN_VALUE) {
      return state;
    } else if (!stages.areWhole()) {
      runOf(0, place.shard).runComplete(state, place.instance, safe);
      return state;
    }
    String instance = place.instance;
    InstanceState running = state;
    int edition = networks.indexOf(state.kernel.layout);
    for (long end; safe > (end = networks.endOf(edition)); edition++) {
      warnIfPassed(end, running, instance);
      runOf(edition, 0).finish(running, instance, end);
      running = running.adoptedBy(networks.network(edition + 1));
    }
    runOf(edition, 0).run(running, instance, safe);
    return running;
  }

  private void warnIfPassed(long end, InstanceState state, String instance) {
    if (!warned && state.kernel.started && state.kernel.tick > end) {
      warned = true;
      LOG.warn(
          "network {}: instance '{}' stood at tick {} already when the description was to change at"
              + " tick {}, so it changed there, as further ones may; choose a time that none has reached",
          network.name(),
          instance,
          state.kernel.tick,
          end);
    }
  }

  private StageRun runOf(int edition, int shard) {
    if (!stages.areWhole()) {
      return shards.computeIfAbsent(
          shard,
          s -> new StageRun(SharedNetworks.shard(network, stages, stage, s), s, packets, metrics));
    }
    StageRun run = runs[edition];
    if (run == null) {
      run = new StageRun(networks.network(edition), 0, packets, metrics);
      runs[edition] = run;
    }
    return run;
  }

  // ---- idle flush: the one knob that gives determinism up

  private void watchForSilence(Context context) throws Exception {
    ValueState<Long> heard = lastHeard();
    long now = context.timerService().currentProcessingTime();
    if (heard.value() == null) {
      context.timerService().registerProcessingTimeTimer(now + idleFlush());
    }
    heard.update(now);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    if (stalls != null) {
      Place place = placeOf(context.getCurrentKey());
      InstanceState state = instance(place);
      stalls.look(context.getCurrentKey(), place.instance, runOf(0, place.shard), state);
      watchForStall(context, state);
      return;
    }
    Long heard = lastHeard().value();
    if (heard == null) {
      return;
    }
    if (timestamp - heard < idleFlush()) {
      context.timerService().registerProcessingTimeTimer(heard + idleFlush());
      return;
    }
    packets.context = context;
    packets.out = out;
    Place place = placeOf(context.getCurrentKey());
    InstanceState state = instance(place);
    admission.flush(state.intake);
    InstanceState after = run(place, state);
    admission.settle(after.intake);
    instances.update(after);
    lastHeard().clear();
  }

  private ValueState<Long> lastHeard() {
    if (lastHeardMillis == null) {
      throw new IllegalStateException("idle flush is off");
    }
    return lastHeardMillis;
  }

  private long idleFlush() {
    Long millis = network.instances().idleFlushMillis();
    if (millis == null) {
      throw new IllegalStateException("idle flush is off");
    }
    return millis;
  }
}
