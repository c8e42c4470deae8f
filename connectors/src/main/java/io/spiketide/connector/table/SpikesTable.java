package io.spiketide.connector.table;

import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.util.List;

/** One row per spike; a packet without spikes has none. */
final class SpikesTable implements PacketTable<SpikePacket> {
  private static final List<Column<SpikePacket>> COLUMNS =
      List.of(
          new Column<>("network", Cells.STRING, (p, row) -> Cells.text(p.network())),
          new Column<>("instance", Cells.STRING, (p, row) -> Cells.text(p.instance())),
          new Column<>("population", Cells.STRING, (p, row) -> Cells.text(p.population())),
          new Column<>("shard", Cells.INT, (p, row) -> p.shard()),
          new Column<>("epoch", Cells.BIGINT, (p, row) -> p.epoch()),
          new Column<>("sequence", Cells.BIGINT, (p, row) -> p.sequence()),
          new Column<>("tick", Cells.BIGINT, (p, row) -> tick(p, row)),
          new Column<>("tick_micros", Cells.INT, (p, row) -> p.tickMicros()),
          new Column<>(
              "event_time", Cells.TIME, (p, row) -> Cells.time(tick(p, row), p.tickMicros())),
          new Column<>("neuron", Cells.INT, (p, row) -> p.neurons()[row]),
          new Column<>(
              "spikes", Cells.INT, (p, row) -> p.counts().length == 0 ? 1 : p.counts()[row]));

  private final SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);

  private static long tick(SpikePacket packet, int row) {
    return packet.firstTick() + packet.tickOffsets()[row];
  }

  @Override
  public List<Column<SpikePacket>> columns() {
    return COLUMNS;
  }

  @Override
  public SpikePacket decode(byte[] value) throws WireException {
    return codec.decode(value);
  }

  @Override
  public int rows(SpikePacket packet) {
    return packet.neurons().length;
  }
}
