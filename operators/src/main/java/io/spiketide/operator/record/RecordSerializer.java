package io.spiketide.operator.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What the serializers of both immutable records share: no copies, and byte arrays by length. */
abstract class RecordSerializer<T> extends TypeSerializerSingleton<T> {
  private static final long serialVersionUID = 1L;

  /** Stands for an absent array where a length is expected. */
  private static final int ABSENT = -1;

  @Override
  public final boolean isImmutableType() {
    return true;
  }

  @Override
  public final T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return from;
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public final int getLength() {
    return -1; // Flink's sign for a length that varies
  }

  static void writeBytes(byte @Nullable [] bytes, DataOutputView target) throws IOException {
    if (bytes == null) {
      target.writeInt(ABSENT);
    } else {
      target.writeInt(bytes.length);
      target.write(bytes);
    }
  }

  static byte @Nullable [] readNullableBytes(DataInputView source) throws IOException {
    int length = source.readInt();
    return length == ABSENT ? null : readBytes(length, source);
  }

  static byte[] readBytes(DataInputView source) throws IOException {
    return readBytes(source.readInt(), source);
  }

  private static byte[] readBytes(int length, DataInputView source) throws IOException {
    if (length < 0) {
      throw new IOException("array of negative length " + length + " in a serialized record");
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return bytes;
  }
}
