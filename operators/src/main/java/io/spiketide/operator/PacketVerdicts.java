package io.spiketide.operator;

import io.spiketide.intake.Verdicts;
import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.LateEvents;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.schema.record.RawRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what was not let in of one packet: late events into one late packet, rejected events into
 * one dead letter per reason. Reused from packet to packet.
 */
final class PacketVerdicts implements Verdicts {
  private static final byte[] NONE = {};

  private final String network;
  private final List<Integer> late = new ArrayList<>();
  private final Map<String, Rejected> rejected = new LinkedHashMap<>();
  private long lateFrontier;
  private boolean duplicate;
  private boolean gap;
  private boolean rejectedWhole;

  /** Events or packets rejected for one reason, and what was wrong with the first. */
  private static final class Rejected {
    final String detail;
    long count;

    Rejected(String detail) {
      this.detail = detail;
    }
  }

  PacketVerdicts(String network) {
    this.network = network;
  }

  void clear() {
    late.clear();
    rejected.clear();
    duplicate = false;
    gap = false;
    rejectedWhole = false;
  }

  boolean isDuplicate() {
    return duplicate;
  }

  boolean hasGap() {
    return gap;
  }

  boolean isRejectedWhole() {
    return rejectedWhole;
  }

  /** The late events of the packet, null if there are none. */
  @Nullable LateEvents lateEvents(SensorPacketBuffer packet, String instance, RawRecord record) {
    if (late.isEmpty()) {
      return null;
    }
    int n = late.size();
    int[] offsets = new int[n];
    int[] addresses = new int[n];
    float[] values = new float[packet.hasValues() ? n : 0];
    for (int i = 0; i < n; i++) {
      int event = late.get(i);
      offsets[i] = packet.timeOffsetAt(event);
      addresses[i] = packet.addressAt(event);
      if (values.length > 0) {
        values[i] = packet.valueAt(event);
      }
    }
    return new LateEvents(
        network,
        instance,
        packet.source(),
        packet.input(),
        packet.epoch(),
        packet.sequence(),
        lateFrontier,
        packet.time(),
        offsets,
        addresses,
        values,
        record.topic(),
        record.partition(),
        record.offset());
  }

  /** The dead letters of the packet, one per reason. */
  List<DeadLetter> deadLetters(String instance, RawRecord record) {
    List<DeadLetter> letters = new ArrayList<>(rejected.size());
    rejected.forEach(
        (reason, r) -> letters.add(letter(reason, r.detail, instance, record, r.count)));
    return letters;
  }

  /** A dead letter that carries the whole record. */
  DeadLetter letter(String reason, String detail, String instance, RawRecord record, long count) {
    byte[] key = record.key();
    return new DeadLetter(
        network,
        reason,
        detail,
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestampMillis(),
        instance,
        count,
        key == null ? NONE : key,
        record.value());
  }

  @Override
  public void duplicate(SensorPacketBuffer packet) {
    duplicate = true;
  }

  @Override
  public void rejectedPacket(SensorPacketBuffer packet, String reason, String detail) {
    rejectedWhole = true;
    reject(reason, detail, Math.max(1, packet.size()));
  }

  @Override
  public void rejectedFrontier(SensorPacketBuffer packet, String reason, String detail) {
    reject(reason, detail, 0);
  }

  @Override
  public void rejectedEvent(SensorPacketBuffer packet, int event, String reason, String detail) {
    reject(reason, detail, 1);
  }

  @Override
  public void lateEvent(SensorPacketBuffer packet, int event, long frontier) {
    late.add(event);
    lateFrontier = frontier;
  }

  @Override
  public void rejectedMark(SensorPacketBuffer packet, int mark, String reason, String detail) {
    EpisodeMark rejectedMark = packet.marks().get(mark);
    reject(reason, detail + " (" + rejectedMark.kind() + ")", 1);
  }

  @Override
  public void sequenceGap(SensorPacketBuffer packet, long expected) {
    gap = true;
    reject(
        DeadLetterReason.SEQUENCE_GAP,
        "source '"
            + packet.source()
            + "' jumped from sequence "
            + expected
            + " to "
            + packet.sequence()
            + "; packets were lost before they reached the topic",
        packet.sequence() - expected);
  }

  private void reject(String reason, String detail, long count) {
    rejected.computeIfAbsent(reason, r -> new Rejected(detail)).count += count;
  }
}
