package io.spiketide.schema.codec;

import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.WireException;
import java.io.IOException;

/** Dead letters to bytes and back. Single-threaded. */
public final class DeadLetterCodec implements PacketCodec<DeadLetter> {
  private final Envelope envelope;

  public DeadLetterCodec(WireFormat format) {
    envelope = new Envelope("DeadLetter", format);
  }

  @Override
  public byte[] encode(DeadLetter packet) {
    return envelope.write(out -> write(packet, out));
  }

  @Override
  public DeadLetter decode(byte[] record) throws WireException {
    return envelope.read(record, DeadLetterCodec::read);
  }

  private static void write(DeadLetter packet, WireWriter out) throws IOException {
    out.string(packet.network());
    out.string(packet.reason());
    out.string(packet.detail());
    out.string(packet.topic());
    out.int32(packet.partition());
    out.int64(packet.offset());
    out.int64(packet.timestamp());
    out.string(packet.instance());
    out.int64(packet.count());
    out.bytes(packet.key());
    out.bytes(packet.value());
  }

  private static DeadLetter read(WireReader in, int[] natural) throws IOException {
    String network = "";
    String reason = "";
    String detail = "";
    String topic = "";
    int partition = 0;
    long offset = 0;
    long timestamp = 0;
    String instance = "";
    long count = 0;
    byte[] key = {};
    byte[] value = {};
    for (int field : in.fields(natural)) {
      switch (field) {
        case 0 -> network = in.string();
        case 1 -> reason = in.string();
        case 2 -> detail = in.string();
        case 3 -> topic = in.string();
        case 4 -> partition = in.int32();
        case 5 -> offset = in.int64();
        case 6 -> timestamp = in.int64();
        case 7 -> instance = in.string();
        case 8 -> count = in.int64();
        case 9 -> key = in.bytes();
        case 10 -> value = in.bytes();
        default -> throw Envelope.noSuchField(field);
      }
    }
    return new DeadLetter(
        network, reason, detail, topic, partition, offset, timestamp, instance, count, key, value);
  }
}
