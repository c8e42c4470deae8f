package io.spiketide.nir;

import io.spiketide.nir.NirNode.Operation;
import io.spiketide.nir.NirNode.Primitive;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where recurrent loops are cut by a delay of one tick.
 *
 * <p>A walk from the inputs, in order of names, finds the edges that close a loop. The delay goes
 * on such an edge itself ({@code after_weights}), or ({@code before_weights}) back over the
 * operations that serve the loop alone, onto the edge that leaves the neurons. Loops with a delay
 * of their own are not cut.
 */
final class NirLoops {
  private final FlatGraph graph;
  private final Map<String, List<NirEdge>> out = new HashMap<>();
  private final Set<NirEdge> closing = new TreeSet<>();

  private NirLoops(FlatGraph graph) {
    this.graph = graph;
    for (String key : graph.nodes().keySet()) {
      out.put(key, delays(graph.node(key)) ? List.of() : graph.outOf(key));
    }
  }

  /** The edges that get a delay of one tick. */
  static Set<NirEdge> cut(FlatGraph graph, NirOptions.Loop place) {
    NirLoops loops = new NirLoops(graph);
    loops.walk();
    return place == NirOptions.Loop.AFTER_WEIGHTS ? loops.closing : loops.movedBeforeOperations();
  }

  private static boolean delays(Primitive node) {
    if (!(node instanceof NirNode.Delay delay)) {
      return false;
    }
    for (double seconds : delay.delay().values()) {
      if (!(seconds > 0)) {
        return false;
      }
    }
    return true;
  }

  private void walk() {
    Set<String> done = new HashSet<>();
    for (String start : graph.all(NirNode.Input.class).keySet()) {
      walkFrom(start, done);
    }
    for (String start : graph.nodes().keySet()) {
      walkFrom(start, done);
    }
  }

  private void walkFrom(String start, Set<String> done) {
    Set<String> path = new HashSet<>();
    Deque<String> keys = new ArrayDeque<>();
    Deque<Iterator<NirEdge>> edges = new ArrayDeque<>();
    enter(start, done, path, keys, edges);
    while (!keys.isEmpty()) {
      if (!edges.element().hasNext()) {
        edges.pop();
        path.remove(keys.pop());
        continue;
      }
      NirEdge edge = edges.element().next();
      if (path.contains(edge.target())) {
        closing.add(edge);
      } else {
        enter(edge.target(), done, path, keys, edges);
      }
    }
  }

  private void enter(
      String key,
      Set<String> done,
      Set<String> path,
      Deque<String> keys,
      Deque<Iterator<NirEdge>> edges) {
    if (done.add(key)) {
      path.add(key);
      keys.push(key);
      edges.push(outOf(key).iterator());
    }
  }

  private Set<NirEdge> movedBeforeOperations() {
    Set<NirEdge> cut = new TreeSet<>(closing);
    boolean moved = true;
    while (moved) {
      moved = false;
      for (NirEdge edge : List.copyOf(cut)) {
        String operation = edge.source();
        if (cut.contains(edge)
            && graph.node(operation) instanceof Operation
            && cut.containsAll(outOf(operation))
            && servesOnlyTheLoop(operation)) {
          cut.removeAll(outOf(operation));
          cut.addAll(graph.into(operation));
          moved = true;
        }
      }
    }
    return cut;
  }

  /** Whether everything that leads to an operation comes from the loops that it is part of. */
  private boolean servesOnlyTheLoop(String operation) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(operation));
    while (!open.isEmpty()) {
      for (NirEdge edge : outOf(open.pop())) {
        if (reached.add(edge.target())) {
          open.add(edge.target());
        }
      }
    }
    List<NirEdge> into = graph.into(operation);
    return !into.isEmpty() && into.stream().allMatch(e -> reached.contains(e.source()));
  }

  private List<NirEdge> outOf(String key) {
    return out.getOrDefault(key, List.of());
  }
}
