package io.spiketide.connector.table;

import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.function.SerializableSupplier;

/** A format of Flink SQL for one kind of packets; it has no options. */
abstract class PacketFormat<P> implements DeserializationFormatFactory {
  private final String identifier;
  private final SerializableSupplier<PacketTable<P>> tables;

  PacketFormat(String identifier, SerializableSupplier<PacketTable<P>> tables) {
    this.identifier = identifier;
    this.tables = tables;
  }

  @Override
  public String factoryIdentifier() {
    return identifier;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public DecodingFormat<DeserializationSchema<RowData>> createDecodingFormat(
      DynamicTableFactory.Context context, ReadableConfig options) {
    return new DecodingFormat<>() {
      @Override
      public DeserializationSchema<RowData> createRuntimeDecoder(
          DynamicTableSource.Context source, DataType declared) {
        RowType row = (RowType) declared.getLogicalType();
        return new PacketRows<>(tables, row, source.createTypeInformation(declared));
      }

      @Override
      public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
      }
    };
  }
}
