package io.spiketide.schema.codec;

import io.spiketide.schema.ControlAction;
import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.WireException;
import java.io.IOException;

/** Control commands to bytes and back. Single-threaded. */
public final class ControlCommandCodec implements PacketCodec<ControlCommand> {
  private static final ControlAction[] ACTIONS = ControlAction.values();

  private final Envelope envelope;

  public ControlCommandCodec(WireFormat format) {
    envelope = new Envelope("ControlCommand", format);
  }

  @Override
  public byte[] encode(ControlCommand packet) {
    return envelope.write(out -> write(packet, out));
  }

  @Override
  public ControlCommand decode(byte[] record) throws WireException {
    return envelope.read(record, ControlCommandCodec::read);
  }

  /** Whether a record says that it holds a command. */
  public boolean holds(byte[] record) {
    return envelope.holds(record);
  }

  private static void write(ControlCommand packet, WireWriter out) throws IOException {
    out.string(packet.id());
    out.string(packet.network());
    out.string(packet.instance());
    out.int64(packet.atTick());
    out.symbol(packet.action());
    out.string(packet.projection());
    out.float64(packet.value());
    out.int64(packet.firstWeight());
    out.doubles(packet.weights());
    out.string(packet.snapshot());
  }

  private static ControlCommand read(WireReader in, int[] natural) throws IOException {
    String id = "";
    String network = "";
    String instance = "";
    long atTick = 0;
    ControlAction action = ControlAction.UNKNOWN;
    String projection = "";
    double value = 0;
    long firstWeight = 0;
    double[] weights = {};
    String snapshot = "";
    for (int field : in.fields(natural)) {
      switch (field) {
        case 0 -> id = in.string();
        case 1 -> network = in.string();
        case 2 -> instance = in.string();
        case 3 -> atTick = in.int64();
        case 4 -> action = in.symbol(ACTIONS);
        case 5 -> projection = in.string();
        case 6 -> value = in.float64();
        case 7 -> firstWeight = in.int64();
        case 8 -> weights = in.doubles();
        case 9 -> snapshot = in.string();
        default -> throw Envelope.noSuchField(field);
      }
    }
    return new ControlCommand(
        id, network, instance, atTick, action, projection, value, firstWeight, weights, snapshot);
  }
}
