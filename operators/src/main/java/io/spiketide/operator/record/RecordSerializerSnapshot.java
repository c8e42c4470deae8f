package io.spiketide.operator.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Names the layout that a record's bytes have in a checkpoint; it is the version number alone. */
abstract class RecordSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  /** The layout that the Javadoc of each serializer describes; the first that was released. */
  private static final int VERSION_1 = 1;

  private final TypeSerializer<T> serializer;

  RecordSerializerSnapshot(TypeSerializer<T> serializer) {
    this.serializer = serializer;
  }

  @Override
  public final int getCurrentVersion() {
    return VERSION_1;
  }

  @Override
  public final void writeSnapshot(DataOutputView out) {
    // The version, which Flink writes in front, says all.
  }

  @Override
  public final void readSnapshot(int version, DataInputView in, ClassLoader userCode)
      throws IOException {
    if (version != VERSION_1) {
      throw new IOException(
          serializer.getClass().getSimpleName()
              + ": the checkpoint holds version "
              + version
              + " of the format, this program reads version "
              + VERSION_1
              + "; restore with the program that wrote it, or a newer one");
    }
  }

  @Override
  public final TypeSerializer<T> restoreSerializer() {
    return serializer;
  }

  @Override
  public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> older) {
    return older.getClass() == getClass()
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
