package io.spiketide.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The strongly connected components of a directed graph (R. Tarjan, Depth-first search and linear
 * graph algorithms, SIAM Journal on Computing 1, 1972).
 */
final class Components {
  private final List<String> nodes;
  private final Map<String, List<String>> successors;
  private final Map<String, Integer> index = new HashMap<>();
  private final Deque<String> stack = new ArrayDeque<>();
  private final List<List<String>> found = new ArrayList<>();

  /** A directed edge. */
  record Edge(String from, String to) {}

  Components(List<String> nodes, List<Edge> edges) {
    this.nodes = nodes;
    successors =
        edges.stream()
            .collect(
                Collectors.groupingBy(
                    Edge::from, Collectors.mapping(Edge::to, Collectors.toList())));
  }

  /** The components, each before those that it leads to; nodes of each in the given order. */
  List<List<String>> inOrder() {
    for (int n = nodes.size() - 1; n >= 0; n--) {
      if (!index.containsKey(nodes.get(n))) {
        visit(nodes.get(n));
      }
    }
    Collections.reverse(found);
    return found;
  }

  private int visit(String node) {
    int own = index.size();
    index.put(node, own);
    int lowest = own;
    stack.push(node);
    for (String next : successors.getOrDefault(node, List.of())) {
      if (!index.containsKey(next)) {
        lowest = Math.min(lowest, visit(next));
      } else if (stack.contains(next)) {
        lowest = Math.min(lowest, index.get(next));
      }
    }
    if (lowest == own) {
      List<String> component = new ArrayList<>();
      String member;
      do {
        member = stack.pop();
        component.add(member);
      } while (!member.equals(node));
      found.add(nodes.stream().filter(component::contains).toList());
    }
    return lowest;
  }
}
