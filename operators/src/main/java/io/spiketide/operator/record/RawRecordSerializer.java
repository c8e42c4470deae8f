package io.spiketide.operator.record;

import io.spiketide.schema.record.RawRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a {@link RawRecord}: topic (modified UTF-8 behind a 2-byte length), partition (int),
 * offset (long), timestamp (long, ms), key and value (int length, -1 for an absent key, then the
 * bytes), all big-endian.
 */
public final class RawRecordSerializer extends RecordSerializer<RawRecord> {
  /** The only instance that is needed; it has no state. */
  public static final RawRecordSerializer INSTANCE = new RawRecordSerializer();

  private static final long serialVersionUID = 1L;
  private static final RawRecord NOTHING = new RawRecord("", 0, 0, -1, null, new byte[0]);

  private RawRecordSerializer() {}

  @Override
  public RawRecord createInstance() {
    return NOTHING;
  }

  @Override
  public void serialize(RawRecord record, DataOutputView target) throws IOException {
    target.writeUTF(record.topic());
    target.writeInt(record.partition());
    target.writeLong(record.offset());
    target.writeLong(record.timestampMillis());
    writeBytes(record.key(), target);
    writeBytes(record.value(), target);
  }

  @Override
  public RawRecord deserialize(DataInputView source) throws IOException {
    return new RawRecord(
        source.readUTF(),
        source.readInt(),
        source.readLong(),
        source.readLong(),
        readNullableBytes(source),
        readBytes(source));
  }

  @Override
  public TypeSerializerSnapshot<RawRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Made by Flink when it opens a checkpoint, by its class name. */
  public static final class Snapshot extends RecordSerializerSnapshot<RawRecord> {
    public Snapshot() {
      super(INSTANCE);
    }
  }
}
