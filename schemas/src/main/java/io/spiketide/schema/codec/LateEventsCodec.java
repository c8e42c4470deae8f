package io.spiketide.schema.codec;

import io.spiketide.schema.LateEvents;
import io.spiketide.schema.WireException;
import java.io.IOException;

/** Late events to bytes and back. Single-threaded. */
public final class LateEventsCodec implements PacketCodec<LateEvents> {
  private final Envelope envelope;

  public LateEventsCodec(WireFormat format) {
    envelope = new Envelope("LateEvents", format);
  }

  @Override
  public byte[] encode(LateEvents packet) {
    return envelope.write(out -> write(packet, out));
  }

  @Override
  public LateEvents decode(byte[] record) throws WireException {
    return envelope.read(record, LateEventsCodec::read);
  }

  private static void write(LateEvents packet, WireWriter out) throws IOException {
    out.string(packet.network());
    out.string(packet.instance());
    out.string(packet.source());
    out.string(packet.input());
    out.int64(packet.epoch());
    out.int64(packet.sequence());
    out.int64(packet.frontier());
    out.int64(packet.time());
    out.ints(packet.timeOffsets());
    out.ints(packet.addresses());
    out.floats(packet.values());
    out.string(packet.topic());
    out.int32(packet.partition());
    out.int64(packet.offset());
  }

  private static LateEvents read(WireReader in, int[] natural) throws IOException {
    String network = "";
    String instance = "";
    String source = "";
    String input = "";
    long epoch = 0;
    long sequence = 0;
    long frontier = 0;
    long time = 0;
    int[] timeOffsets = {};
    int[] addresses = {};
    float[] values = {};
    String topic = "";
    int partition = 0;
    long offset = 0;
    for (int field : in.fields(natural)) {
      switch (field) {
        case 0 -> network = in.string();
        case 1 -> instance = in.string();
        case 2 -> source = in.string();
        case 3 -> input = in.string();
        case 4 -> epoch = in.int64();
        case 5 -> sequence = in.int64();
        case 6 -> frontier = in.int64();
        case 7 -> time = in.int64();
        case 8 -> timeOffsets = in.ints();
        case 9 -> addresses = in.ints();
        case 10 -> values = in.floats();
        case 11 -> topic = in.string();
        case 12 -> partition = in.int32();
        case 13 -> offset = in.int64();
        default -> throw Envelope.noSuchField(field);
      }
    }
    return new LateEvents(
        network,
        instance,
        source,
        input,
        epoch,
        sequence,
        frontier,
        time,
        timeOffsets,
        addresses,
        values,
        topic,
        partition,
        offset);
  }
}
