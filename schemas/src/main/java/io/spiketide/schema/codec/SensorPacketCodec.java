package io.spiketide.schema.codec;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.WireException;
import java.io.IOException;
import java.util.List;

/**
 * Sensor packets to bytes and back. Single-threaded. The forms with a buffer allocate nothing per
 * event.
 */
public final class SensorPacketCodec implements PacketCodec<SensorPacket> {
  private static final EpisodeMark.Kind[] KINDS = EpisodeMark.Kind.values();
  private static final int[] MARK = {0, 1, 2, 3};

  private final Envelope envelope;
  private final SensorPacketBuffer buffer = new SensorPacketBuffer();

  public SensorPacketCodec(WireFormat format) {
    this(new Envelope("SensorPacket", format));
  }

  SensorPacketCodec(Envelope envelope) {
    this.envelope = envelope;
  }

  @Override
  public byte[] encode(SensorPacket packet) {
    buffer.set(packet);
    return encode(buffer);
  }

  /**
   * The buffer's content as the value of a Kafka record, in a new array.
   *
   * @throws IllegalArgumentException if the content breaks a rule of {@link SensorPacket}
   */
  public byte[] encode(SensorPacketBuffer packet) {
    packet.check();
    return envelope.write(out -> write(packet, out));
  }

  @Override
  public SensorPacket decode(byte[] record) throws WireException {
    decode(record, buffer);
    return buffer.toPacket();
  }

  /**
   * Replaces the buffer's content by the packet of a record's value.
   *
   * @param record the value as read; not modified
   * @param into its content is undefined after a failure
   * @throws WireException if the bytes are no such packet; says why
   */
  public void decode(byte[] record, SensorPacketBuffer into) throws WireException {
    envelope.read(record, (in, natural) -> read(in, natural, into));
  }

  /** Whether this is the fingerprint of a schema of sensor packets. */
  boolean knows(long fingerprint) {
    return envelope.knows(fingerprint);
  }

  /**
   * Replaces the buffer's content by one packet of several that follow one another.
   *
   * @param fingerprint of the schema that wrote them
   * @return where the packet ends
   */
  int decodeBody(byte[] bytes, int from, int to, long fingerprint, SensorPacketBuffer into)
      throws WireException {
    return envelope.read(bytes, from, to, fingerprint, (in, natural) -> read(in, natural, into));
  }

  private static void write(SensorPacketBuffer packet, WireWriter out) throws IOException {
    out.string(packet.source);
    out.int64(packet.epoch);
    out.int64(packet.sequence);
    out.int64(packet.frontier);
    out.string(packet.input);
    out.int64(packet.time);
    out.ints(packet.timeOffsets.items(), packet.timeOffsets.size());
    out.ints(packet.addresses.items(), packet.addresses.size());
    out.floats(packet.values.items(), packet.values.size());
    writeMarks(packet.marks, out);
    out.int64(packet.dropped);
  }

  private static void writeMarks(List<EpisodeMark> marks, WireWriter out) throws IOException {
    out.arrayStart(marks.size());
    for (EpisodeMark mark : marks) {
      out.item();
      out.symbol(mark.kind());
      out.int64(mark.time());
      out.string(mark.id());
      out.string(mark.label());
    }
    out.arrayEnd();
  }

  private static SensorPacketBuffer read(WireReader in, int[] natural, SensorPacketBuffer into)
      throws IOException {
    into.clear();
    for (int field : in.fields(natural)) {
      switch (field) {
        case 0 -> into.source = in.string();
        case 1 -> into.epoch = in.int64();
        case 2 -> into.sequence = in.int64();
        case 3 -> into.frontier = in.int64();
        case 4 -> into.input = in.string();
        case 5 -> into.time = in.int64();
        case 6 -> in.ints(into.timeOffsets);
        case 7 -> in.ints(into.addresses);
        case 8 -> in.floats(into.values);
        case 9 -> readMarks(in, into.marks);
        case 10 -> into.dropped = in.int64();
        default -> throw Envelope.noSuchField(field);
      }
    }
    into.check();
    return into;
  }

  private static void readMarks(WireReader in, List<EpisodeMark> into) throws IOException {
    for (int block = in.arrayStart(); block > 0; block = in.arrayNext()) {
      for (int i = 0; i < block; i++) {
        into.add(readMark(in));
      }
    }
  }

  private static EpisodeMark readMark(WireReader in) throws IOException {
    EpisodeMark.Kind kind = EpisodeMark.Kind.UNKNOWN;
    long time = 0;
    String id = "";
    String label = "";
    for (int field : in.fields(MARK)) {
      switch (field) {
        case 0 -> kind = in.symbol(KINDS);
        case 1 -> time = in.int64();
        case 2 -> id = in.string();
        case 3 -> label = in.string();
        default -> throw Envelope.noSuchField(field);
      }
    }
    return new EpisodeMark(kind, time, id, label);
  }
}
