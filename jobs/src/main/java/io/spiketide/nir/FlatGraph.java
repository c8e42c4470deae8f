package io.spiketide.nir;

import io.spiketide.nir.NirNode.Primitive;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A graph without nested graphs: nodes by their full key ({@code lif1.lif}), edges that name
 * present nodes only, in alphabetical order, duplicates kept (two ways through ports count twice).
 */
record FlatGraph(SortedMap<String, Primitive> nodes, List<NirEdge> edges) {

  FlatGraph {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    List<NirEdge> sorted = new ArrayList<>(edges);
    Collections.sort(sorted);
    edges = List.copyOf(sorted);
  }

  Primitive node(String key) {
    Primitive node = nodes.get(key);
    if (node == null) {
      throw new IllegalStateException("no node " + key);
    }
    return node;
  }

  List<NirEdge> into(String key) {
    return edges.stream().filter(e -> e.target().equals(key)).toList();
  }

  List<NirEdge> outOf(String key) {
    return edges.stream().filter(e -> e.source().equals(key)).toList();
  }

  /** Whether a key is an Input or Output of a nested graph: one that edges lead through. */
  boolean isInnerPort(String key) {
    Primitive node = node(key);
    return (node instanceof NirNode.Input && !into(key).isEmpty())
        || (node instanceof NirNode.Output && !outOf(key).isEmpty());
  }

  /** The same graph with the ports of nested graphs bridged. */
  FlatGraph withoutInnerPorts() {
    FlatGraph graph = this;
    for (String key : nodes.keySet()) {
      if (isInnerPort(key)) {
        graph = graph.bridged(key);
      }
    }
    return graph;
  }

  private FlatGraph bridged(String port) {
    SortedMap<String, Primitive> rest = new TreeMap<>(nodes);
    rest.remove(port);
    List<NirEdge> bridges = new ArrayList<>();
    for (NirEdge edge : edges) {
      if (!edge.source().equals(port) && !edge.target().equals(port)) {
        bridges.add(edge);
      }
    }
    for (NirEdge in : into(port)) {
      for (NirEdge out : outOf(port)) {
        bridges.add(new NirEdge(in.source(), out.target()));
      }
    }
    return new FlatGraph(rest, bridges);
  }

  /** Nodes of one kind. */
  <N extends Primitive> Map<String, N> all(Class<N> kind) {
    Map<String, N> found = new TreeMap<>();
    nodes.forEach(
        (key, node) -> {
          if (kind.isInstance(node)) {
            found.put(key, kind.cast(node));
          }
        });
    return found;
  }
}
