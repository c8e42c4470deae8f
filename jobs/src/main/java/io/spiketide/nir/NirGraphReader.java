package io.spiketide.nir;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks the groups of an open HDF5 file and makes the graph of them. Single use. */
final class NirGraphReader {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_NODES = 10_000;

  private final long[] valuesLeft = {NirFields.MAX_VALUES};
  private String place = "";
  private int nodesRead;

  /** Where in the file the reader is, for messages. */
  String place() {
    return place;
  }

  NirGraph read(HdfFile file) throws NirException {
    if (!(child(file, "node") instanceof Group root)) {
      throw new NirException(
          "", "has no group '/node'", "give a NIR file; other HDF5 files cannot be imported");
    }
    NirNode node = readNode("", root, 0);
    if (node instanceof NirGraph graph) {
      return graph;
    }
    throw new NirException(
        "",
        "holds a single node of type " + node.type() + " and no graph",
        "export a graph with Input and Output");
  }

  private NirNode readNode(String key, Group group, int depth) throws NirException {
    place = key.isEmpty() ? "" : "node '" + key + "'";
    if (depth > MAX_DEPTH) {
      throw new NirException(place, "graphs nest deeper than " + MAX_DEPTH, "flatten them");
    }
    if (++nodesRead > MAX_NODES) {
      throw new NirException("", "has more than " + MAX_NODES + " nodes", "split the network");
    }
    NirFields fields = new NirFields(key.isEmpty() ? "/node" : key, datasets(group), valuesLeft);
    if (!fields.text("type").equals("NIRGraph")) {
      return NirTypes.read(key, fields);
    }
    if (!(child(group, "nodes") instanceof Group nodes)) {
      throw new NirException(place, "is a graph without 'nodes'", "export it again");
    }
    Map<String, NirNode> read = new TreeMap<>();
    for (Map.Entry<String, Node> entry : nodes.getChildren().entrySet()) {
      String childKey = key.isEmpty() ? entry.getKey() : key + "." + entry.getKey();
      if (entry.getValue().isLink() || !(entry.getValue() instanceof Group childGroup)) {
        throw NirException.atNode(childKey, "is not a group", "export it again");
      }
      read.put(entry.getKey(), readNode(childKey, childGroup, depth + 1));
    }
    place = key.isEmpty() ? "" : "node '" + key + "'";
    return NirGraph.of(read, fields.edges("edges"));
  }

  /** The datasets of a group; links are left out, so that no other file is ever opened. */
  private static Map<String, Dataset> datasets(Group group) {
    Map<String, Dataset> datasets = new LinkedHashMap<>();
    for (Map.Entry<String, Node> entry : group.getChildren().entrySet()) {
      if (!entry.getValue().isLink() && entry.getValue() instanceof Dataset dataset) {
        datasets.put(entry.getKey(), dataset);
      }
    }
    return datasets;
  }

  private static @Nullable Node child(Group group, String name) {
    Node node = group.getChildren().get(name);
    return node == null || node.isLink() ? null : node;
  }
}
