package io.spiketide.operator.state;

import io.spiketide.catalog.StateArray;
import io.spiketide.kernel.Layout;
import io.spiketide.kernel.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** How layouts are stored: the network that states are of, the names and sizes of its arrays. */
final class LayoutFormat {
  private LayoutFormat() {}

  static void write(Layout layout, DataOutputView out) throws IOException {
    Origin origin = layout.origin();
    out.writeUTF(origin.network());
    out.writeUTF(origin.fingerprint());
    out.writeInt(origin.traits().size());
    for (Origin.Trait trait : origin.traits()) {
      out.writeUTF(trait.place());
      StringValue.writeString(trait.value(), out); // may be longer than 64 kB
    }
    writeGroups(layout, out);
  }

  static Layout read(DataInputView in) throws IOException {
    String network = in.readUTF();
    String fingerprint = in.readUTF();
    int traits = in.readInt();
    List<Origin.Trait> read = new ArrayList<>(traits);
    for (int t = 0; t < traits; t++) {
      read.add(new Origin.Trait(in.readUTF(), StringValue.readString(in)));
    }
    return new Layout(new Origin(network, fingerprint, read), readGroups(in));
  }

  /** Of format version 1, which did not know whose states it held. */
  static Layout readVersion1(DataInputView in) throws IOException {
    return new Layout(Origin.UNKNOWN, readGroups(in));
  }

  private static void writeGroups(Layout layout, DataOutputView out) throws IOException {
    out.writeInt(layout.groups().size());
    for (Layout.Group group : layout.groups()) {
      out.writeUTF(group.name());
      out.writeInt(group.arrays().size());
      for (StateArray array : group.arrays()) {
        out.writeUTF(array.name());
        out.writeInt(array.length());
        out.writeDouble(array.initial());
      }
    }
  }

  private static List<Layout.Group> readGroups(DataInputView in) throws IOException {
    int groups = in.readInt();
    List<Layout.Group> read = new ArrayList<>(groups);
    for (int g = 0; g < groups; g++) {
      String name = in.readUTF();
      int arrays = in.readInt();
      List<StateArray> group = new ArrayList<>(arrays);
      for (int a = 0; a < arrays; a++) {
        group.add(new StateArray(in.readUTF(), in.readInt(), in.readDouble()));
      }
      read.add(new Layout.Group(name, group));
    }
    return read;
  }
}
