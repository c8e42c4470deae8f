package io.spiketide.connector.table;

import io.spiketide.schema.WireException;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;

/** Turns the value of a record into the rows that a table declares. Single-threaded. */
final class PacketRows<P> extends AbstractDeserializationSchema<RowData> {
  private static final long serialVersionUID = 1L;

  // configuration
  private final SerializableSupplier<PacketTable<P>> tables;
  private final List<String> names;

  // built in open()
  private transient PacketTable<P> table;
  private transient List<Column<P>> columns;

  /**
   * @param declared the columns that the table has, by name
   * @throws ValidationException if a column is unknown or has another type
   */
  PacketRows(
      SerializableSupplier<PacketTable<P>> tables,
      RowType declared,
      TypeInformation<RowData> produced) {
    super(produced);
    this.tables = tables;
    this.names = declared.getFieldNames();
    open();
    for (RowType.RowField field : declared.getFields()) {
      Column<P> column = column(field.getName());
      if (!column.type().copy(field.getType().isNullable()).equals(field.getType())) {
        throw new ValidationException(
            "column "
                + field.getName()
                + ": is declared "
                + field.getType().asSummaryString()
                + "; declare it "
                + column.type().asSummaryString());
      }
    }
  }

  @Override
  public void open(InitializationContext context) {
    open();
  }

  private void open() {
    table = tables.get();
    columns = names.stream().map(this::column).toList();
  }

  private Column<P> column(String name) {
    return table.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ValidationException(
                    "column "
                        + name
                        + ": is unknown; use some of "
                        + table.columns().stream().map(Column::name).toList()));
  }

  @Override
  public void deserialize(byte @Nullable [] value, Collector<RowData> out) throws IOException {
    if (value == null) {
      return; // a tombstone
    }
    P packet;
    try {
      packet = table.decode(value);
    } catch (WireException e) {
      throw new IOException(
          "a record is no packet of this table (" + e.getMessage() + "); correct topic or format",
          e);
    }
    int rows = table.rows(packet);
    for (int row = 0; row < rows; row++) {
      GenericRowData cells = new GenericRowData(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        cells.setField(i, columns.get(i).cell().of(packet, row));
      }
      out.collect(cells);
    }
  }

  @Override
  public RowData deserialize(byte[] value) {
    throw new UnsupportedOperationException("a packet has any number of rows");
  }
}
