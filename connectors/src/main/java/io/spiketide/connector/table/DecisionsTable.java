package io.spiketide.connector.table;

import io.spiketide.schema.Decision;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.WireFormat;
import java.util.List;
import org.apache.flink.table.data.GenericArrayData;

/** One row per decision. */
final class DecisionsTable implements PacketTable<Decision> {
  private static final List<Column<Decision>> COLUMNS =
      List.of(
          new Column<>("network", Cells.STRING, (d, row) -> Cells.text(d.network())),
          new Column<>("instance", Cells.STRING, (d, row) -> Cells.text(d.instance())),
          new Column<>("readout", Cells.STRING, (d, row) -> Cells.text(d.readout())),
          new Column<>("epoch", Cells.BIGINT, (d, row) -> d.epoch()),
          new Column<>("sequence", Cells.BIGINT, (d, row) -> d.sequence()),
          new Column<>("episode", Cells.STRING, (d, row) -> Cells.text(d.episode())),
          new Column<>("first_tick", Cells.BIGINT, (d, row) -> d.firstTick()),
          new Column<>("last_tick", Cells.BIGINT, (d, row) -> d.lastTick()),
          new Column<>("tick_micros", Cells.INT, (d, row) -> d.tickMicros()),
          new Column<>(
              "event_time", Cells.TIME, (d, row) -> Cells.time(d.lastTick(), d.tickMicros())),
          new Column<>("winner", Cells.INT, (d, row) -> d.winner()),
          new Column<>("label", Cells.STRING, (d, row) -> Cells.text(d.label())),
          new Column<>("true_label", Cells.STRING, (d, row) -> Cells.text(d.trueLabel())),
          new Column<>(
              "outputs", Cells.DOUBLES, (d, row) -> new GenericArrayData(d.values().clone())));

  private final DecisionCodec codec = new DecisionCodec(WireFormat.DEFAULT);

  @Override
  public List<Column<Decision>> columns() {
    return COLUMNS;
  }

  @Override
  public Decision decode(byte[] value) throws WireException {
    return codec.decode(value);
  }

  @Override
  public int rows(Decision decision) {
    return 1;
  }
}
