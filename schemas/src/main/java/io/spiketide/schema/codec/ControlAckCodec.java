package io.spiketide.schema.codec;

import io.spiketide.schema.ControlAck;
import io.spiketide.schema.WireException;
import java.io.IOException;

/** Acknowledgements to bytes and back. Single-threaded. */
public final class ControlAckCodec implements PacketCodec<ControlAck> {
  private final Envelope envelope;

  public ControlAckCodec(WireFormat format) {
    envelope = new Envelope("ControlAck", format);
  }

  @Override
  public byte[] encode(ControlAck packet) {
    return envelope.write(out -> write(packet, out));
  }

  @Override
  public ControlAck decode(byte[] record) throws WireException {
    return envelope.read(record, ControlAckCodec::read);
  }

  private static void write(ControlAck packet, WireWriter out) throws IOException {
    out.string(packet.id());
    out.string(packet.network());
    out.string(packet.instance());
    out.string(packet.stage());
    out.int32(packet.shard());
    out.int64(packet.tick());
    out.string(packet.digest());
    out.string(packet.error());
  }

  private static ControlAck read(WireReader in, int[] natural) throws IOException {
    String id = "";
    String network = "";
    String instance = "";
    String stage = "";
    int shard = 0;
    long tick = 0;
    String digest = "";
    String error = "";
    for (int field : in.fields(natural)) {
      switch (field) {
        case 0 -> id = in.string();
        case 1 -> network = in.string();
        case 2 -> instance = in.string();
        case 3 -> stage = in.string();
        case 4 -> shard = in.int32();
        case 5 -> tick = in.int64();
        case 6 -> digest = in.string();
        case 7 -> error = in.string();
        default -> throw Envelope.noSuchField(field);
      }
    }
    return new ControlAck(id, network, instance, stage, shard, tick, digest, error);
  }
}
