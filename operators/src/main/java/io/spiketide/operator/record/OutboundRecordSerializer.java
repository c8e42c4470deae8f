package io.spiketide.operator.record;

import io.spiketide.schema.record.OutboundRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes an {@link OutboundRecord}: topic (modified UTF-8 behind a 2-byte length), key and value
 * (int length, -1 for an absent key, then the bytes), timestamp (long, ms), all big-endian.
 */
public final class OutboundRecordSerializer extends RecordSerializer<OutboundRecord> {
  /** The only instance that is needed; it has no state. */
  public static final OutboundRecordSerializer INSTANCE = new OutboundRecordSerializer();

  private static final long serialVersionUID = 1L;
  private static final OutboundRecord NOTHING = new OutboundRecord("", null, new byte[0], 0);

  private OutboundRecordSerializer() {}

  @Override
  public OutboundRecord createInstance() {
    return NOTHING;
  }

  @Override
  public void serialize(OutboundRecord record, DataOutputView target) throws IOException {
    target.writeUTF(record.topic());
    writeBytes(record.key(), target);
    writeBytes(record.value(), target);
    target.writeLong(record.timestampMillis());
  }

  @Override
  public OutboundRecord deserialize(DataInputView source) throws IOException {
    return new OutboundRecord(
        source.readUTF(), readNullableBytes(source), readBytes(source), source.readLong());
  }

  @Override
  public TypeSerializerSnapshot<OutboundRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Made by Flink when it opens a checkpoint, by its class name. */
  public static final class Snapshot extends RecordSerializerSnapshot<OutboundRecord> {
    public Snapshot() {
      super(INSTANCE);
    }
  }
}
