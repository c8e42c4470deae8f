package io.spiketide.schema.codec;

import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.WireException;
import java.io.IOException;

/**
 * Spike packets to bytes and back. Single-threaded. The forms with a buffer allocate nothing per
 * spike.
 */
public final class SpikePacketCodec implements PacketCodec<SpikePacket> {
  private final Envelope envelope;
  private final SpikePacketBuffer buffer = new SpikePacketBuffer();

  public SpikePacketCodec(WireFormat format) {
    envelope = new Envelope("SpikePacket", format);
  }

  @Override
  public byte[] encode(SpikePacket packet) {
    buffer.set(packet);
    return encode(buffer);
  }

  /**
   * The buffer's content as the value of a Kafka record, in a new array.
   *
   * @throws IllegalArgumentException if the content breaks a rule of {@link SpikePacket}
   */
  public byte[] encode(SpikePacketBuffer packet) {
    packet.check();
    return envelope.write(out -> write(packet, out));
  }

  @Override
  public SpikePacket decode(byte[] record) throws WireException {
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
  public void decode(byte[] record, SpikePacketBuffer into) throws WireException {
    envelope.read(record, (in, natural) -> read(in, natural, into));
  }

  private static void write(SpikePacketBuffer packet, WireWriter out) throws IOException {
    out.string(packet.network);
    out.string(packet.instance);
    out.string(packet.population);
    out.int32(packet.shard);
    out.int64(packet.epoch);
    out.int64(packet.sequence);
    out.int64(packet.firstTick);
    out.int64(packet.frontier);
    out.ints(packet.tickOffsets.items(), packet.tickOffsets.size());
    out.ints(packet.neurons.items(), packet.neurons.size());
    out.ints(packet.counts.items(), packet.counts.size());
    out.int32(packet.tickMicros);
  }

  private static SpikePacketBuffer read(WireReader in, int[] natural, SpikePacketBuffer into)
      throws IOException {
    into.clear();
    for (int field : in.fields(natural)) {
      switch (field) {
        case 0 -> into.network = in.string();
        case 1 -> into.instance = in.string();
        case 2 -> into.population = in.string();
        case 3 -> into.shard = in.int32();
        case 4 -> into.epoch = in.int64();
        case 5 -> into.sequence = in.int64();
        case 6 -> into.firstTick = in.int64();
        case 7 -> into.frontier = in.int64();
        case 8 -> in.ints(into.tickOffsets);
        case 9 -> in.ints(into.neurons);
        case 10 -> in.ints(into.counts);
        case 11 -> into.tickMicros = in.int32();
        default -> throw Envelope.noSuchField(field);
      }
    }
    into.check();
    return into;
  }
}
