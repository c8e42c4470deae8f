package io.spiketide.schema.codec;

import io.spiketide.schema.StateRecording;
import io.spiketide.schema.WireException;
import java.io.IOException;

/** Recordings of state to bytes and back. Single-threaded. */
public final class StateRecordingCodec implements PacketCodec<StateRecording> {
  private final Envelope envelope;

  public StateRecordingCodec(WireFormat format) {
    envelope = new Envelope("StateRecording", format);
  }

  @Override
  public byte[] encode(StateRecording packet) {
    return envelope.write(out -> write(packet, out));
  }

  @Override
  public StateRecording decode(byte[] record) throws WireException {
    return envelope.read(record, StateRecordingCodec::read);
  }

  private static void write(StateRecording packet, WireWriter out) throws IOException {
    out.string(packet.network());
    out.string(packet.instance());
    out.string(packet.population());
    out.string(packet.variable());
    out.int64(packet.epoch());
    out.int64(packet.sequence());
    out.int64(packet.firstTick());
    out.int32(packet.ticks());
    out.int32(packet.everyTicks());
    out.ints(packet.neurons());
    out.doubles(packet.values());
    out.int64(packet.frontier());
    out.int32(packet.tickMicros());
  }

  private static StateRecording read(WireReader in, int[] natural) throws IOException {
    String network = "";
    String instance = "";
    String population = "";
    String variable = "";
    long epoch = 0;
    long sequence = 0;
    long firstTick = 0;
    int ticks = 0;
    int everyTicks = 0;
    int[] neurons = {};
    double[] values = {};
    long frontier = 0;
    int tickMicros = 0;
    for (int field : in.fields(natural)) {
      switch (field) {
        case 0 -> network = in.string();
        case 1 -> instance = in.string();
        case 2 -> population = in.string();
        case 3 -> variable = in.string();
        case 4 -> epoch = in.int64();
        case 5 -> sequence = in.int64();
        case 6 -> firstTick = in.int64();
        case 7 -> ticks = in.int32();
        case 8 -> everyTicks = in.int32();
        case 9 -> neurons = in.ints();
        case 10 -> values = in.doubles();
        case 11 -> frontier = in.int64();
        case 12 -> tickMicros = in.int32();
        default -> throw Envelope.noSuchField(field);
      }
    }
    return new StateRecording(
        network,
        instance,
        population,
        variable,
        epoch,
        sequence,
        firstTick,
        ticks,
        everyTicks,
        neurons,
        values,
        frontier,
        tickMicros);
  }
}
