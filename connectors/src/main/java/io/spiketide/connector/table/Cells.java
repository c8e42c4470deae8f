package io.spiketide.connector.table;

import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;

/** Types of columns, and values in Flink's internal form. */
final class Cells {
  static final LogicalType STRING = DataTypes.STRING().getLogicalType();
  static final LogicalType INT = DataTypes.INT().getLogicalType();
  static final LogicalType BIGINT = DataTypes.BIGINT().getLogicalType();
  static final LogicalType DOUBLES = DataTypes.ARRAY(DataTypes.DOUBLE()).getLogicalType();

  /** Event time; ticks are whole microseconds. */
  static final LogicalType TIME = DataTypes.TIMESTAMP_LTZ(6).getLogicalType();

  private static final long MICROS_PER_MILLI = 1_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private Cells() {}

  static StringData text(String text) {
    return StringData.fromString(text);
  }

  /** The moment at which a tick begins. */
  static TimestampData time(long tick, int tickMicros) {
    long micros = tick * tickMicros;
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, MICROS_PER_MILLI),
        (int) Math.floorMod(micros, MICROS_PER_MILLI) * NANOS_PER_MICRO);
  }
}
