package io.spiketide.operator.state;

import io.spiketide.kernel.Layout;
import io.spiketide.kernel.Origin;
import io.spiketide.kernel.Succession;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * Stores instances. The layouts of the state arrays belong to the serializer, one per edition of
 * the network, so they are stored once per savepoint; each instance says which is its own. After a
 * change of the network the stored values are read by their old layout and adopted by name.
 */
public final class InstanceStateSerializer extends TypeSerializer<InstanceState> {
  private transient List<Layout> layouts;

  /** The format that is read; the newest is written. */
  private transient int version;

  /** Null for a serializer that only reads what was stored by these layouts. */
  private transient @Nullable Succession networks;

  /** Reads and writes by the layouts of networks; instances of others are adopted first. */
  public InstanceStateSerializer(Succession networks) {
    this(networks.layouts(), Snapshot.NEWEST);
    this.networks = networks;
  }

  /** Reads what was stored by layouts; can write those alone. */
  InstanceStateSerializer(List<Layout> layouts, int version) {
    this.layouts = List.copyOf(layouts);
    this.version = version;
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
    int own = indexOf(state.kernel.layout);
    InstanceState fitting = state;
    if (own < 0) {
      // Got no record since a restore, so that it still is as it was stored by another description.
      if (networks == null) {
        throw new IllegalStateException("an instance of another network is written");
      }
      own = networks.editionFor(state.kernel);
      fitting = state.copy().adoptedBy(networks.network(own));
    }
    out.writeByte(own);
    InstanceStateFormat.write(fitting, out);
  }

  private int indexOf(Layout layout) {
    for (int l = 0; l < layouts.size(); l++) {
      if (layouts.get(l) == layout) {
        return l;
      }
    }
    return layouts.indexOf(layout);
  }

  @Override
  public InstanceState deserialize(DataInputView in) throws IOException {
    int own = version == Snapshot.VERSION_1 ? 0 : in.readUnsignedByte();
    return InstanceStateFormat.read(
        layouts.get(own), version >= Snapshot.VERSION_3, version >= Snapshot.VERSION_4, in);
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
    return other instanceof InstanceStateSerializer s
        && s.version == version
        && s.layouts.equals(layouts);
  }

  @Override
  public int hashCode() {
    return layouts.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<InstanceState> snapshotConfiguration() {
    return new Snapshot(layouts, networks);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(256);
    new Snapshot(layouts, null).writeSnapshot(bytes);
    out.writeInt(version);
    out.writeObject(bytes.getCopyOfBuffer());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    version = in.readInt();
    DataInputDeserializer bytes = new DataInputDeserializer((byte[]) in.readObject());
    layouts = Snapshot.readLayouts(bytes);
  }

  /** The layouts with which instances were stored, and so the networks that they are of. */
  public static final class Snapshot implements TypeSerializerSnapshot<InstanceState> {
    /** First format: one layout; per instance kernel, intake, outbox. */
    static final int VERSION_1 = 1;

    /** A layout with its origin for each edition; per instance the number of its edition first. */
    static final int VERSION_2 = 2;

    /** Each array with its length; what other shards have fired; the run of the network. */
    static final int VERSION_3 = 3;

    /** Commands that wait for their tick. */
    static final int VERSION_4 = 4;

    static final int NEWEST = VERSION_4;

    private List<Layout> layouts = List.of();
    private int version = NEWEST;
    private final @Nullable Succession networks;

    /** For Flink, which reads the content afterwards. */
    public Snapshot() {
      networks = null;
    }

    private Snapshot(List<Layout> layouts, @Nullable Succession networks) {
      this.layouts = layouts;
      this.networks = networks;
    }

    /** The networks that the stored instances are of, in the order in which they ran. */
    public List<Origin> origins() {
      return layouts.stream().map(Layout::origin).toList();
    }

    /** Reads and writes what was stored, in the newest format, without the networks. */
    public InstanceStateSerializer serializer() {
      return new InstanceStateSerializer(layouts, NEWEST);
    }

    @Override
    public int getCurrentVersion() {
      return NEWEST;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeInt(layouts.size());
      for (Layout layout : layouts) {
        LayoutFormat.write(layout, out);
      }
    }

    @Override
    public void readSnapshot(int stored, DataInputView in, ClassLoader loader) throws IOException {
      layouts =
          switch (stored) {
            case VERSION_1 -> List.of(LayoutFormat.readVersion1(in));
            case VERSION_2, VERSION_3, VERSION_4 -> readLayouts(in);
            default ->
                throw new IOException(
                    "state format "
                        + stored
                        + " is newer than this version; use a newer Spiketide");
          };
      version = stored;
    }

    private static List<Layout> readLayouts(DataInputView in) throws IOException {
      int count = in.readInt();
      List<Layout> read = new ArrayList<>(count);
      for (int l = 0; l < count; l++) {
        read.add(LayoutFormat.read(in));
      }
      return read;
    }

    @Override
    public TypeSerializer<InstanceState> restoreSerializer() {
      return new InstanceStateSerializer(layouts, version);
    }

    /**
     * @throws SuppressRestartsException if the stored instances cannot go on in our networks: the
     *     job fails once, since it would fail again
     */
    @Override
    public TypeSerializerSchemaCompatibility<InstanceState> resolveSchemaCompatibility(
        TypeSerializerSnapshot<InstanceState> old) {
      if (!(old instanceof Snapshot stored)) {
        return TypeSerializerSchemaCompatibility.incompatible();
      }
      if (networks != null) {
        List<String> conflicts = networks.conflictsWith(stored.origins());
        if (!conflicts.isEmpty()) {
          throw new SuppressRestartsException(
              new IllegalStateException(String.join("\n", conflicts)));
        }
      }
      return stored.version == version && stored.layouts.equals(layouts)
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
  }
}
