package io.spiketide.nir;

import java.util.Comparator;

/** A directed edge between two nodes of one graph, by their keys. */
public record NirEdge(String source, String target) implements Comparable<NirEdge> {
  private static final Comparator<NirEdge> ORDER =
      Comparator.comparing(NirEdge::source).thenComparing(NirEdge::target);

  @Override
  public int compareTo(NirEdge other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "'" + source + "' -> '" + target + "'";
  }
}
