package io.spiketide.schema.codec;

import io.spiketide.schema.WeightSnapshot;
import io.spiketide.schema.WireException;
import java.io.IOException;

/** Snapshots of weights to bytes and back. Single-threaded. */
public final class WeightSnapshotCodec implements PacketCodec<WeightSnapshot> {
  private final Envelope envelope;

  public WeightSnapshotCodec(WireFormat format) {
    envelope = new Envelope("WeightSnapshot", format);
  }

  @Override
  public byte[] encode(WeightSnapshot packet) {
    return envelope.write(out -> write(packet, out));
  }

  @Override
  public WeightSnapshot decode(byte[] record) throws WireException {
    return envelope.read(record, WeightSnapshotCodec::read);
  }

  private static void write(WeightSnapshot packet, WireWriter out) throws IOException {
    out.string(packet.network());
    out.string(packet.instance());
    out.string(packet.projection());
    out.string(packet.snapshot());
    out.string(packet.stage());
    out.int32(packet.shard());
    out.int64(packet.tick());
    out.int32(packet.tickMicros());
    out.int32(packet.part());
    out.int32(packet.parts());
    out.ints(packet.sources());
    out.ints(packet.targets());
    out.ints(packet.indices());
    out.int64(packet.firstIndex());
    out.doubles(packet.weights());
    out.string(packet.digest());
  }

  private static WeightSnapshot read(WireReader in, int[] natural) throws IOException {
    String network = "";
    String instance = "";
    String projection = "";
    String snapshot = "";
    String stage = "";
    int shard = 0;
    long tick = 0;
    int tickMicros = 0;
    int part = 0;
    int parts = 1;
    int[] sources = {};
    int[] targets = {};
    int[] indices = {};
    long firstIndex = 0;
    double[] weights = {};
    String digest = "";
    for (int field : in.fields(natural)) {
      switch (field) {
        case 0 -> network = in.string();
        case 1 -> instance = in.string();
        case 2 -> projection = in.string();
        case 3 -> snapshot = in.string();
        case 4 -> stage = in.string();
        case 5 -> shard = in.int32();
        case 6 -> tick = in.int64();
        case 7 -> tickMicros = in.int32();
        case 8 -> part = in.int32();
        case 9 -> parts = in.int32();
        case 10 -> sources = in.ints();
        case 11 -> targets = in.ints();
        case 12 -> indices = in.ints();
        case 13 -> firstIndex = in.int64();
        case 14 -> weights = in.doubles();
        case 15 -> digest = in.string();
        default -> throw Envelope.noSuchField(field);
      }
    }
    return new WeightSnapshot(
        network,
        instance,
        projection,
        snapshot,
        stage,
        shard,
        tick,
        tickMicros,
        part,
        parts,
        sources,
        targets,
        indices,
        firstIndex,
        weights,
        digest);
  }
}
