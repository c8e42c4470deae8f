package io.spiketide.cli;

import io.spiketide.schema.ControlAck;
import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.Decision;
import io.spiketide.schema.LateEvents;
import io.spiketide.schema.LearningSignals;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.StateRecording;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.WeightSnapshot;
import io.spiketide.schema.codec.ControlAckCodec;
import io.spiketide.schema.codec.DeadLetterCodec;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.LateEventsCodec;
import io.spiketide.schema.codec.LearningSignalsCodec;
import io.spiketide.schema.codec.PacketCodec;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.StateRecordingCodec;
import io.spiketide.schema.codec.WeightSnapshotCodec;
import io.spiketide.schema.codec.WireFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What each topic carries and how a person reads it. A new topic is one line in {@link #ALL}.
 *
 * @param <T> the packet
 * @param topic name of the topic without a prefix
 * @param text one line for people
 */
record PacketKind<T>(String topic, PacketCodec<T> codec, Function<T, String> text) {
  private static final int SHOWN = 8;

  /** All topics whose records are packets. */
  static final List<PacketKind<?>> ALL =
      List.of(
          new PacketKind<>(
              TopicNames.DEFAULT.sensorEvents(),
              new SensorPacketCodec(WireFormat.DEFAULT),
              PacketKind::sensor),
          new PacketKind<>(
              TopicNames.DEFAULT.spikes(),
              new SpikePacketCodec(WireFormat.DEFAULT),
              PacketKind::spikes),
          new PacketKind<>(
              TopicNames.DEFAULT.decisions(),
              new DecisionCodec(WireFormat.DEFAULT),
              PacketKind::decision),
          new PacketKind<>(
              TopicNames.DEFAULT.learningSignals(),
              new LearningSignalsCodec(WireFormat.DEFAULT),
              LearningSignals::toString),
          new PacketKind<>(
              TopicNames.DEFAULT.controlAcks(),
              new ControlAckCodec(WireFormat.DEFAULT),
              ControlAck::toString),
          new PacketKind<>(
              TopicNames.DEFAULT.recordings(),
              new StateRecordingCodec(WireFormat.DEFAULT),
              PacketKind::recording),
          new PacketKind<>(
              TopicNames.DEFAULT.lateEvents(),
              new LateEventsCodec(WireFormat.DEFAULT),
              PacketKind::late),
          new PacketKind<>(
              TopicNames.DEFAULT.deadLetters(),
              new DeadLetterCodec(WireFormat.DEFAULT),
              PacketKind::dead),
          new PacketKind<>(
              TopicNames.DEFAULT.weights(),
              new WeightSnapshotCodec(WireFormat.DEFAULT),
              PacketKind::weights));

  /** The names of all topics whose records are packets, without a prefix. */
  static List<String> topics() {
    return ALL.stream().<String>map(PacketKind::topic).toList();
  }

  private static String sensor(SensorPacket p) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(Locale.ROOT, "%s #%d at %d µs: ", p.source(), p.sequence(), p.time()));
    line.append(p.addresses().length).append(" events");
    p.marks()
        .forEach(
            m ->
                line.append(", ")
                    .append(m.kind())
                    .append(" of ")
                    .append(m.id())
                    .append(' ')
                    .append(m.label()));
    return line.append(", frontier ").append(p.frontier()).append(" µs").toString();
  }

  private static String weights(WeightSnapshot w) {
    return String.format(
        Locale.ROOT,
        "%s %s '%s' before tick %d, shard %d, part %d of %d: %d weights, sha256 %s",
        w.instance(),
        w.projection(),
        w.snapshot(),
        w.tick(),
        w.shard(),
        w.part() + 1,
        w.parts(),
        w.weights().length,
        w.digest());
  }

  private static String spikes(SpikePacket p) {
    return String.format(
        Locale.ROOT,
        "%s %s tick %d to %d: %d spikes, neurons %s",
        p.instance(),
        p.population(),
        p.firstTick(),
        p.frontier(),
        p.neurons().length,
        some(p.neurons()));
  }

  private static String decision(Decision d) {
    String truth = d.trueLabel().isEmpty() ? "" : " (truly " + d.trueLabel() + ")";
    String answer = d.label().isEmpty() ? String.valueOf(d.winner()) : d.label();
    return String.format(
        Locale.ROOT,
        "%s %s %s: %s%s, values %s",
        d.instance(),
        d.readout(),
        d.episode().isEmpty() ? "tick " + d.lastTick() : "episode " + d.episode(),
        answer,
        truth,
        Arrays.toString(d.values()));
  }

  private static String recording(StateRecording r) {
    return String.format(
        Locale.ROOT,
        "%s %s.%s from tick %d: %d values",
        r.instance(),
        r.population(),
        r.variable(),
        r.firstTick(),
        r.values().length);
  }

  private static String late(LateEvents l) {
    return String.format(
        Locale.ROOT,
        "%s %s: %d late events, earlier than %d µs, from %s-%d@%d",
        l.instance(),
        l.source(),
        l.addresses().length,
        l.frontier(),
        l.topic(),
        l.partition(),
        l.offset());
  }

  private static String dead(DeadLetter d) {
    return String.format(
        Locale.ROOT,
        "%s-%d@%d: %s (%d): %s",
        d.topic(),
        d.partition(),
        d.offset(),
        d.reason(),
        d.count(),
        d.detail());
  }

  private static String some(int[] numbers) {
    String text = Arrays.toString(Arrays.copyOf(numbers, Math.min(SHOWN, numbers.length)));
    return numbers.length <= SHOWN ? text : text.substring(0, text.length() - 1) + ", …]";
  }
}
