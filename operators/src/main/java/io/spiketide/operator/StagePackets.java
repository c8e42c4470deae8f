package io.spiketide.operator;

import io.spiketide.schema.ControlAck;
import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.Decision;
import io.spiketide.schema.LateEvents;
import io.spiketide.schema.StateRecording;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.WeightSnapshot;
import io.spiketide.schema.codec.ControlAckCodec;
import io.spiketide.schema.codec.ControlCommandCodec;
import io.spiketide.schema.codec.DeadLetterCodec;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.LateEventsCodec;
import io.spiketide.schema.codec.LearningSignalsCodec;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.SpikePacketBuffer;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.StateRecordingCodec;
import io.spiketide.schema.codec.WeightSnapshotCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import io.spiketide.schema.record.SpikeKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what comes to a stage and encodes what it sends, each to its output. Single-threaded;
 * holds the packet at hand.
 */
final class StagePackets implements StageOutput.Sender {
  /** A network that has so much of its sensors' time to catch up on is far behind. */
  private static final long FAR_BEHIND_MICROS = 200_000;

  static final int HELD_AT_MOST = 1024;

  final SensorPacketCodec sensors;
  final SensorPacketBuffer packet = new SensorPacketBuffer();
  final SpikePacketBuffer heard = new SpikePacketBuffer();
  final SpikePacketCodec spikes;
  final LearningSignalsCodec signals;
  final ControlCommandCodec commands;
  private final ControlAckCodec acks;
  private final WeightSnapshotCodec snapshots;
  private final DecisionCodec decisions;
  private final StateRecordingCodec recordings;
  private final LateEventsCodec lateEvents;
  private final DeadLetterCodec deadLetters;
  private final TopicNames topics;

  /** Of spikes, besides their topic. */
  Shortcut.@Nullable Entry shortcut;

  /** The first tick that is not complete for the sensors of the instance that runs. */
  long sensed;

  /** Spikes that go to the topic together. */
  private final List<OutboundRecord> held = new ArrayList<>();

  // of the record that is being processed
  KeyedProcessFunction<String, RawRecord, OutboundRecord>.@Nullable Context context;
  @Nullable Collector<OutboundRecord> out;

  StagePackets(WireFormat format, TopicNames topics) {
    this.topics = topics;
    sensors = new SensorPacketCodec(format);
    spikes = new SpikePacketCodec(format);
    signals = new LearningSignalsCodec(format);
    commands = new ControlCommandCodec(format);
    acks = new ControlAckCodec(format);
    snapshots = new WeightSnapshotCodec(format);
    decisions = new DecisionCodec(format);
    recordings = new StateRecordingCodec(format);
    lateEvents = new LateEventsCodec(format);
    deadLetters = new DeadLetterCodec(format);
  }

  @Override
  public void forward(SpikePacketBuffer packet) {
    context()
        .output(
            StageOperator.FORWARD,
            new RawRecord(
                "",
                -1,
                -1,
                millis(packet.frontier(), packet.tickMicros()),
                key(packet).bytes(),
                spikes.encode(packet)));
  }

  private static SpikeKey key(SpikePacketBuffer packet) {
    return new SpikeKey(packet.instance(), packet.population(), packet.shard());
  }

  @Override
  public void spikes(SpikePacketBuffer packet) {
    OutboundRecord fired =
        new OutboundRecord(
            topics.spikes(),
            key(packet).bytes(),
            spikes.encode(packet),
            millis(packet.frontier(), packet.tickMicros()));
    boolean isHeard = shortcut != null && shortcut.send(packet.population(), fired);
    if (isHeard && isFarBehind(packet)) {
      held.add(fired);
      if (held.size() == HELD_AT_MOST) {
        release(out());
      }
    } else {
      release(out());
      send(null, fired);
    }
  }

  /** Then a few milliseconds more do not count, and packets that go together are cheaper. */
  private boolean isFarBehind(SpikePacketBuffer packet) {
    return sensed - packet.frontier() > (FAR_BEHIND_MICROS - 1) / packet.tickMicros();
  }

  /** Whether spikes for the topic are held back. */
  boolean holds() {
    return !held.isEmpty();
  }

  /** Sends the spikes that are held back. */
  void release(Collector<OutboundRecord> topic) {
    held.forEach(topic::collect);
    held.clear();
  }

  @Override
  public void decision(int readout, Decision decision) {
    send(
        StageOperator.DECISIONS,
        topics.decisions(),
        decision.instance(),
        decisions.encode(decision),
        millis(decision.lastTick(), decision.tickMicros()));
  }

  @Override
  public void recording(StateRecording recording) {
    send(
        null,
        topics.recordings(),
        recording.instance() + '/' + recording.population(),
        recordings.encode(recording),
        millis(recording.frontier(), recording.tickMicros()));
  }

  @Override
  public void ack(ControlAck ack, int tickMicros) {
    send(
        null,
        topics.controlAcks(),
        ack.network(),
        acks.encode(ack),
        millis(ack.tick(), tickMicros));
  }

  @Override
  public void snapshot(WeightSnapshot weights) {
    String key =
        String.join(
            "/",
            weights.network(),
            weights.instance(),
            weights.projection(),
            weights.snapshot(),
            Integer.toString(weights.shard()),
            Integer.toString(weights.part()));
    send(
        null,
        topics.weights(),
        key,
        snapshots.encode(weights),
        millis(weights.tick(), weights.tickMicros()));
  }

  void late(LateEvents late) {
    long time = Math.max(0, late.time() / 1000);
    send(null, topics.lateEvents(), late.instance(), lateEvents.encode(late), time);
  }

  void deadLetter(DeadLetter letter) {
    send(
        null,
        topics.deadLetters(),
        letter.instance(),
        deadLetters.encode(letter),
        Math.max(0, letter.timestamp()));
  }

  private static long millis(long tick, int tickMicros) {
    return Math.max(0, tick * tickMicros / 1000);
  }

  private void send(
      @Nullable OutputTag<OutboundRecord> tag,
      String topic,
      String key,
      byte[] value,
      long timestamp) {
    send(tag, new OutboundRecord(topic, key.getBytes(StandardCharsets.UTF_8), value, timestamp));
  }

  private void send(@Nullable OutputTag<OutboundRecord> tag, OutboundRecord record) {
    if (tag == null) {
      out().collect(record);
    } else {
      context().output(tag, record);
    }
  }

  private Collector<OutboundRecord> out() {
    if (out == null) {
      throw new IllegalStateException("nothing is being processed");
    }
    return out;
  }

  private KeyedProcessFunction<String, RawRecord, OutboundRecord>.Context context() {
    if (context == null) {
      throw new IllegalStateException("nothing is being processed");
    }
    return context;
  }
}
