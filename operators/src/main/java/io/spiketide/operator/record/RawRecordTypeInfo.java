package io.spiketide.operator.record;

import io.spiketide.schema.record.RawRecord;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Type information of {@link RawRecord}. */
public final class RawRecordTypeInfo extends RecordTypeInfo<RawRecord> {
  /** The only instance that is needed; all are equal. */
  public static final RawRecordTypeInfo INSTANCE = new RawRecordTypeInfo();

  private static final long serialVersionUID = 1L;

  private RawRecordTypeInfo() {
    super(RawRecord.class);
  }

  @Override
  TypeSerializer<RawRecord> serializer() {
    return RawRecordSerializer.INSTANCE;
  }
}
