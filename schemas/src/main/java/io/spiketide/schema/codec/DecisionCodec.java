package io.spiketide.schema.codec;

import io.spiketide.schema.Decision;
import io.spiketide.schema.WireException;
import java.io.IOException;

/** Decisions to bytes and back. Single-threaded. */
public final class DecisionCodec implements PacketCodec<Decision> {
  private final Envelope envelope;

  public DecisionCodec(WireFormat format) {
    envelope = new Envelope("Decision", format);
  }

  @Override
  public byte[] encode(Decision packet) {
    return envelope.write(out -> write(packet, out));
  }

  @Override
  public Decision decode(byte[] record) throws WireException {
    return envelope.read(record, DecisionCodec::read);
  }

  private static void write(Decision packet, WireWriter out) throws IOException {
    out.string(packet.network());
    out.string(packet.instance());
    out.string(packet.readout());
    out.int64(packet.epoch());
    out.int64(packet.sequence());
    out.int64(packet.frontier());
    out.string(packet.episode());
    out.string(packet.trueLabel());
    out.int64(packet.firstTick());
    out.int64(packet.lastTick());
    out.int32(packet.tickMicros());
    out.int32(packet.winner());
    out.string(packet.label());
    out.doubles(packet.values());
  }

  private static Decision read(WireReader in, int[] natural) throws IOException {
    String network = "";
    String instance = "";
    String readout = "";
    long epoch = 0;
    long sequence = 0;
    long frontier = 0;
    String episode = "";
    String trueLabel = "";
    long firstTick = 0;
    long lastTick = 0;
    int tickMicros = 0;
    int winner = 0;
    String label = "";
    double[] values = {};
    for (int field : in.fields(natural)) {
      switch (field) {
        case 0 -> network = in.string();
        case 1 -> instance = in.string();
        case 2 -> readout = in.string();
        case 3 -> epoch = in.int64();
        case 4 -> sequence = in.int64();
        case 5 -> frontier = in.int64();
        case 6 -> episode = in.string();
        case 7 -> trueLabel = in.string();
        case 8 -> firstTick = in.int64();
        case 9 -> lastTick = in.int64();
        case 10 -> tickMicros = in.int32();
        case 11 -> winner = in.int32();
        case 12 -> label = in.string();
        case 13 -> values = in.doubles();
        default -> throw Envelope.noSuchField(field);
      }
    }
    return new Decision(
        network,
        instance,
        readout,
        epoch,
        sequence,
        frontier,
        episode,
        trueLabel,
        firstTick,
        lastTick,
        tickMicros,
        winner,
        label,
        values);
  }
}
