package io.spiketide.nir;

import io.spiketide.nir.NirNode.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts nested graphs into the graph around them. A node {@code lif} of a graph {@code lif1} becomes
 * {@code lif1.lif}; an edge that names a graph leads to its only port, and {@code lif1.B} names
 * port B of it.
 */
final class NirInlining {
  private final SortedMap<String, Primitive> nodes = new TreeMap<>();
  private final List<NirEdge> edges = new ArrayList<>();

  private NirInlining() {}

  /**
   * The graph without nested graphs; the ports of nested graphs are still there.
   *
   * @throws NirException if an edge names no node or an ambiguous port, or two keys coincide
   */
  static FlatGraph inline(NirGraph graph) throws NirException {
    NirInlining inlining = new NirInlining();
    inlining.add("", graph);
    FlatGraph flat = new FlatGraph(inlining.nodes, inlining.edges);
    for (String key : graph.nodes().keySet()) {
      if (flat.nodes().containsKey(key) && flat.isInnerPort(key)) {
        throw NirException.atNode(
            key, "edges lead through a port of the outermost graph", "remove these edges");
      }
    }
    return flat;
  }

  private void add(String prefix, NirGraph graph) throws NirException {
    for (Map.Entry<String, NirNode> entry : graph.nodes().entrySet()) {
      String key = prefix + entry.getKey();
      if (entry.getValue() instanceof NirGraph nested) {
        add(key + ".", nested);
      } else if (entry.getValue() instanceof Primitive primitive
          && nodes.put(key, primitive) != null) {
        throw NirException.atNode(key, "two nodes have this key", "rename one of them");
      }
    }
    for (NirEdge edge : graph.edges()) {
      String source = end(prefix, graph, edge, edge.source(), NirNode.Output.class);
      String target = end(prefix, graph, edge, edge.target(), NirNode.Input.class);
      edges.add(new NirEdge(source, target));
    }
  }

  /** The full key of the node that one end of an edge names. */
  private String end(
      String prefix,
      NirGraph graph,
      NirEdge edge,
      String name,
      Class<? extends NirNode.Port> portKind)
      throws NirException {
    NirNode node = graph.nodes().get(name);
    if (node instanceof NirGraph nested) {
      List<String> ports =
          nested.nodes().entrySet().stream()
              .filter(e -> portKind.isInstance(e.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      if (ports.size() != 1) {
        throw NirException.atEdge(
            edge,
            "graph '" + name + "' has " + ports.size() + " ports for it " + ports,
            "name one as '" + name + ".PORT'");
      }
      return prefix + name + "." + ports.get(0);
    }
    if (node != null) {
      return prefix + name;
    }
    for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
      String inner = name.substring(dot + 1);
      if (graph.nodes().get(name.substring(0, dot)) instanceof NirGraph nested
          && portKind.isInstance(nested.nodes().get(inner))) {
        return prefix + name;
      }
    }
    throw dangling(prefix, graph, edge, name);
  }

  private static NirException dangling(String prefix, NirGraph graph, NirEdge edge, String absent) {
    String where = prefix.isEmpty() ? "" : " of '" + prefix.substring(0, prefix.length() - 1) + "'";
    String mend =
        NirRepairs.renaming(graph)
            .map(
                renaming ->
                    "correct the name, or import with the repair "
                        + NirRepair.RENAME_DANGLING.word()
                        + ", which takes '"
                        + renaming.present()
                        + "', the only node that no edge names")
            .orElse("correct the name");
    return new NirException(
        "edge " + edge + where,
        "there is no node '" + absent + "' (there are " + graph.nodes().keySet() + ")",
        mend);
  }
}
