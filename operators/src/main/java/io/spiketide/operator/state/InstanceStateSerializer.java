package io.spiketide.operator.state;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Layout;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Stores instances. The layout of the state arrays belongs to the serializer, so it is stored once
 * per savepoint; after a change of the network the stored values are read by their old layout and
 * adopted by name.
 */
public final class InstanceStateSerializer extends TypeSerializer<InstanceState> {
  private transient Layout layout;

  /** Null for a serializer that only reads what was stored by this layout. */
  private transient @Nullable CompiledNetwork network;

  /** Reads and writes by the layout of a network; instances of a former one are adopted first. */
  public InstanceStateSerializer(CompiledNetwork network) {
    this(network.layout());
    this.network = network;
  }

  /** Reads what was stored by a layout; can write that layout alone. */
  InstanceStateSerializer(Layout layout) {
    this.layout = layout;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<InstanceState> duplicate() {
    return this;
  }

  @Override
  public InstanceState createInstance() {
    throw new IllegalStateException("an instance is made by its network, never by Flink");
  }

  @Override
  public InstanceState copy(InstanceState from) {
    return from.copy();
  }

  @Override
  public InstanceState copy(InstanceState from, InstanceState reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(InstanceState state, DataOutputView out) throws IOException {
    InstanceStateFormat.write(fitting(state), out);
  }

  /** An instance that got no record since a restore still has the layout that it was stored by. */
  private InstanceState fitting(InstanceState state) {
    if (state.kernel.layout.equals(layout)) {
      return state;
    }
    if (network == null) {
      throw new IllegalStateException("an instance of another network is written");
    }
    return state.copy().adoptedBy(network);
  }

  @Override
  public InstanceState deserialize(DataInputView in) throws IOException {
    return InstanceStateFormat.read(layout, in);
  }

  @Override
  public InstanceState deserialize(InstanceState reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InstanceStateSerializer s && s.layout.equals(layout);
  }

  @Override
  public int hashCode() {
    return layout.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<InstanceState> snapshotConfiguration() {
    return new Snapshot(layout);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(256);
    LayoutFormat.write(layout, bytes);
    out.writeObject(bytes.getCopyOfBuffer());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    layout = LayoutFormat.read(new DataInputDeserializer((byte[]) in.readObject()));
  }

  /** The layout with which instances were stored. */
  public static final class Snapshot implements TypeSerializerSnapshot<InstanceState> {
    /** First format: layout, then per instance kernel, intake, outbox. */
    private static final int VERSION_1 = 1;

    private Layout layout = new Layout(List.of());

    /** For Flink, which reads the content afterwards. */
    public Snapshot() {}

    Snapshot(Layout layout) {
      this.layout = layout;
    }

    @Override
    public int getCurrentVersion() {
      return VERSION_1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      LayoutFormat.write(layout, out);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
      if (version != VERSION_1) {
        throw new IOException(
            "state format " + version + " is newer than this version; use a newer Spiketide");
      }
      layout = LayoutFormat.read(in);
    }

    @Override
    public TypeSerializer<InstanceState> restoreSerializer() {
      return new InstanceStateSerializer(layout);
    }

    @Override
    public TypeSerializerSchemaCompatibility<InstanceState> resolveSchemaCompatibility(
        TypeSerializerSnapshot<InstanceState> old) {
      if (old instanceof Snapshot stored && stored.layout.equals(layout)) {
        return TypeSerializerSchemaCompatibility.compatibleAsIs();
      }
      return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
  }
}
