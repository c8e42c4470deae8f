package io.spiketide.operator.record;

import io.spiketide.schema.record.OutboundRecord;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Type information of {@link OutboundRecord}. */
public final class OutboundRecordTypeInfo extends RecordTypeInfo<OutboundRecord> {
  /** The only instance that is needed; all are equal. */
  public static final OutboundRecordTypeInfo INSTANCE = new OutboundRecordTypeInfo();

  private static final long serialVersionUID = 1L;

  private OutboundRecordTypeInfo() {
    super(OutboundRecord.class);
  }

  @Override
  TypeSerializer<OutboundRecord> serializer() {
    return OutboundRecordSerializer.INSTANCE;
  }
}
