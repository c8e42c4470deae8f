package io.spiketide.schema.codec;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A reusable sensor packet that is filled event by event or from the wire, then read by index. No
 * allocation per event. Single-threaded. Fields mean what they mean in {@link SensorPacket}.
 */
public final class SensorPacketBuffer {
  String source = "";
  long epoch;
  long sequence;
  long frontier = Promise.NONE;
  String input = "";
  long time;
  final GrowingInts timeOffsets = new GrowingInts();
  final GrowingInts addresses = new GrowingInts();

  /** As long as the others, or empty while every event counts 1. */
  final GrowingFloats values = new GrowingFloats();

  final List<EpisodeMark> marks = new ArrayList<>();
  long dropped;

  /** Begins an empty packet that promises nothing. */
  public void begin(String source, long epoch, long sequence, String input, long time) {
    clear();
    this.source = source;
    this.epoch = epoch;
    this.sequence = sequence;
    this.input = input;
    this.time = time;
  }

  /** Replaces the content by a copy of the packet. */
  public void set(SensorPacket packet) {
    begin(packet.source(), packet.epoch(), packet.sequence(), packet.input(), packet.time());
    frontier = packet.frontier();
    timeOffsets.addAll(packet.timeOffsets());
    addresses.addAll(packet.addresses());
    values.addAll(packet.values());
    marks.addAll(packet.marks());
    dropped = packet.dropped();
  }

  /** Promises that nothing earlier than this time in µs follows. */
  public void promise(long frontier) {
    this.frontier = frontier;
  }

  /** Adds an event that counts 1. */
  public void add(int timeOffset, int address) {
    add(timeOffset, address, 1);
  }

  /** Adds an event with a value. */
  public void add(int timeOffset, int address, float value) {
    if (value != 1 || values.size() > 0) {
      values.fillTo(timeOffsets.size(), 1);
      values.add(value);
    }
    timeOffsets.add(timeOffset);
    addresses.add(address);
  }

  public void add(EpisodeMark mark) {
    marks.add(mark);
  }

  /** Counts events that the sensor reports as lost. */
  public void drop(long events) {
    dropped += events;
  }

  public String source() {
    return source;
  }

  public long epoch() {
    return epoch;
  }

  public long sequence() {
    return sequence;
  }

  public long frontier() {
    return frontier;
  }

  public String input() {
    return input;
  }

  public long time() {
    return time;
  }

  /** Events of the packet. */
  public int size() {
    return timeOffsets.size();
  }

  /** Event time in µs. */
  public long timeAt(int event) {
    return time + timeOffsets.get(event);
  }

  /** Event time minus the packet's base time in µs. */
  public int timeOffsetAt(int event) {
    return timeOffsets.get(event);
  }

  /** Row-major flat index into the input's shape; not checked. */
  public int addressAt(int event) {
    return addresses.get(event);
  }

  /** Whether the events have values; otherwise each counts 1. */
  public boolean hasValues() {
    return values.size() > 0;
  }

  public float valueAt(int event) {
    return values.size() == 0 ? 1 : values.get(event);
  }

  /** The backing array of time offsets; valid below {@link #size()} and until the next change. */
  public int[] timeOffsets() {
    return timeOffsets.items();
  }

  /** The backing array of addresses; valid below {@link #size()} and until the next change. */
  public int[] addresses() {
    return addresses.items();
  }

  /** The backing array of values, if there are any; else valid nowhere. */
  public float[] values() {
    return values.items();
  }

  /** A view of the marks, valid until the buffer is filled anew. */
  public List<EpisodeMark> marks() {
    return Collections.unmodifiableList(marks);
  }

  public long dropped() {
    return dropped;
  }

  /** A packet with copies of the content. */
  public SensorPacket toPacket() {
    return new SensorPacket(
        source,
        epoch,
        sequence,
        frontier,
        input,
        time,
        timeOffsets.toArray(),
        addresses.toArray(),
        values.toArray(),
        marks,
        dropped);
  }

  void check() {
    SensorPacket.check(
        source, epoch, sequence, dropped, timeOffsets.size(), addresses.size(), values.size());
  }

  void clear() {
    source = "";
    epoch = 0;
    sequence = 0;
    frontier = Promise.NONE;
    input = "";
    time = 0;
    timeOffsets.clear();
    addresses.clear();
    values.clear();
    marks.clear();
    dropped = 0;
  }
}
