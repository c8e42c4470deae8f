package io.spiketide.operator.state;

import io.spiketide.catalog.StateArray;
import io.spiketide.kernel.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How the names and sizes of state arrays are stored. */
final class LayoutFormat {
  private LayoutFormat() {}

  static void write(Layout layout, DataOutputView out) throws IOException {
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

  static Layout read(DataInputView in) throws IOException {
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
    return new Layout(read);
  }
}
