package io.spiketide.nir;

import io.spiketide.nir.NirNode.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The repairs of {@link NirRepair}, each from a graph to a graph. */
final class NirRepairs {
  private NirRepairs() {}

  /** The graph with the repairs of the options, apart from those that need shapes. */
  static NirGraph apply(NirGraph graph, NirOptions options) {
    NirGraph repaired = graph;
    if (options.repairs(NirRepair.RENAME_DANGLING)) {
      repaired = renameDangling(repaired);
    }
    if (options.repairs(NirRepair.DROP_BATCH)) {
      repaired = mapNodes(repaired, NirRepairs::withoutBatch);
    }
    if (options.repairs(NirRepair.TAUS_IN_STEPS)) {
      double stepSeconds = options.stepMillis() / 1000;
      repaired = mapNodes(repaired, node -> NirTaus.scaled(node, stepSeconds));
    }
    return repaired;
  }

  /** An absent name of edges and the node that it must mean. */
  record Renaming(String absent, String present) {}

  /** The only possible renaming: one absent name, one node that no edge names. */
  static Optional<Renaming> renaming(NirGraph graph) {
    TreeSet<String> named = new TreeSet<>();
    for (NirEdge edge : graph.edges()) {
      named.add(edge.source());
      named.add(edge.target());
    }
    List<String> absent = new ArrayList<>(named);
    absent.removeAll(graph.nodes().keySet());
    List<String> unnamed = new ArrayList<>(graph.nodes().keySet());
    unnamed.removeAll(named);
    return absent.size() == 1 && unnamed.size() == 1
        ? Optional.of(new Renaming(absent.get(0), unnamed.get(0)))
        : Optional.empty();
  }

  private static NirGraph renameDangling(NirGraph graph) {
    Map<String, NirNode> nodes = new TreeMap<>(graph.nodes());
    nodes.replaceAll((key, node) -> node instanceof NirGraph g ? renameDangling(g) : node);
    Optional<Renaming> renaming = renaming(graph);
    if (renaming.isEmpty()) {
      return NirGraph.of(nodes, graph.edges());
    }
    UnaryOperator<String> rename =
        key -> key.equals(renaming.get().absent()) ? renaming.get().present() : key;
    List<NirEdge> edges =
        graph.edges().stream()
            .map(e -> new NirEdge(rename.apply(e.source()), rename.apply(e.target())))
            .toList();
    return NirGraph.of(nodes, edges);
  }

  private static Primitive withoutBatch(Primitive node) {
    if (node instanceof NirNode.Input n) {
      return new NirNode.Input(dropOne(n.shape()));
    } else if (node instanceof NirNode.Output n) {
      return new NirNode.Output(dropOne(n.shape()));
    } else if (node instanceof NirNode.Flatten n) {
      return new NirNode.Flatten(
          n.startDim() > 0 ? n.startDim() - 1 : n.startDim(),
          n.endDim() > 0 ? n.endDim() - 1 : n.endDim(),
          n.inputType().contains(0) ? List.of() : dropOne(n.inputType()));
    } else if (node instanceof NirNode.Dynamic n) {
      return NirParameters.map(n, (name, t) -> t.reshaped(dropOne(t.shape())));
    }
    return node;
  }

  private static List<Integer> dropOne(List<Integer> shape) {
    return shape.size() > 1 && shape.get(0) == 1 ? shape.subList(1, shape.size()) : shape;
  }

  private static NirGraph mapNodes(NirGraph graph, UnaryOperator<Primitive> map) {
    Map<String, NirNode> nodes = new TreeMap<>();
    graph
        .nodes()
        .forEach(
            (key, node) ->
                nodes.put(
                    key,
                    node instanceof NirGraph g ? mapNodes(g, map) : map.apply((Primitive) node)));
    return NirGraph.of(nodes, graph.edges());
  }
}
