package io.spiketide.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cycles of a directed graph: one for each edge that leads back in a depth-first walk, so that a
 * graph without any is free of cycles.
 */
final class Cycles {
  private final List<String> nodes;
  private final Map<String, Set<String>> edges;
  private final Set<String> done = new HashSet<>();
  private final List<List<String>> found = new ArrayList<>();

  /** A graph; nodes and edges are walked in the given order. */
  Cycles(List<String> nodes, Map<String, Set<String>> edges) {
    this.nodes = nodes;
    this.edges = edges;
  }

  /** The cycles, each as its nodes with the first one repeated at the end. */
  List<List<String>> find() {
    nodes.forEach(this::walk);
    return found;
  }

  private void walk(String start) {
    if (done.contains(start)) {
      return;
    }
    List<String> path = new ArrayList<>();
    Map<String, Integer> depth = new HashMap<>();
    Deque<Iterator<String>> open = new ArrayDeque<>();
    enter(start, path, depth, open);
    while (!open.isEmpty()) {
      Iterator<String> next = open.element();
      if (!next.hasNext()) {
        open.remove();
        String left = path.remove(path.size() - 1);
        depth.remove(left);
        done.add(left);
        continue;
      }
      String node = next.next();
      Integer since = depth.get(node);
      if (since != null) {
        List<String> cycle = new ArrayList<>(path.subList(since, path.size()));
        cycle.add(node);
        found.add(Collections.unmodifiableList(cycle));
      } else if (!done.contains(node)) {
        enter(node, path, depth, open);
      }
    }
  }

  private void enter(
      String node, List<String> path, Map<String, Integer> depth, Deque<Iterator<String>> open) {
    depth.put(node, path.size());
    path.add(node);
    open.push(edges.getOrDefault(node, Set.of()).iterator());
  }
}
