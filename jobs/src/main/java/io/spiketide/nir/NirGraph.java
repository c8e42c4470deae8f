package io.spiketide.nir;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A graph of nodes, as a value: nodes by key in alphabetical order, edges in alphabetical order and
 * without duplicates. A graph is a node too, so graphs nest.
 *
 * <p>The graph is as the file has it: edges may name nodes that are absent and shapes may
 * contradict each other, until {@link NirNetworks} checks them.
 */
public record NirGraph(SortedMap<String, NirNode> nodes, List<NirEdge> edges) implements NirNode {

  public NirGraph {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    edges = List.copyOf(new TreeSet<>(edges));
  }

  /** A graph of nodes in any order. */
  public static NirGraph of(Map<String, ? extends NirNode> nodes, List<NirEdge> edges) {
    return new NirGraph(new TreeMap<>(nodes), edges);
  }

  @Override
  public String type() {
    return "NIRGraph";
  }

  /** Number of nodes, those of nested graphs included. */
  public int deepSize() {
    int size = 0;
    for (NirNode node : nodes.values()) {
      size += node instanceof NirGraph g ? g.deepSize() : 1;
    }
    return size;
  }
}
