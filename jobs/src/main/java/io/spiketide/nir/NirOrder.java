package io.spiketide.nir;

import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The order of populations and projections in a network made of a graph: a function of the network
 * alone, since arrivals are summed in the order of projections.
 */
final class NirOrder {
  private NirOrder() {}

  /** From the inputs on: a population follows those that reach it without delay; then by name. */
  static List<Population> populations(List<Population> populations, List<Projection> projections) {
    Map<String, Population> waiting = new TreeMap<>();
    populations.forEach(p -> waiting.put(p.name(), p));
    List<Population> ordered = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Population next =
          waiting.values().stream()
              .filter(p -> isReady(p.name(), waiting, projections))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("a loop without delay was left"));
      waiting.remove(next.name());
      ordered.add(next);
    }
    return ordered;
  }

  /** By target, then feed-forward before delayed, then by name. */
  static List<Projection> projections(List<Population> ordered, List<Projection> projections) {
    Map<String, Integer> rank = new HashMap<>();
    for (Population population : ordered) {
      rank.put(population.name(), rank.size());
    }
    List<Projection> sorted = new ArrayList<>(projections);
    sorted.sort(
        Comparator.<Projection>comparingInt(p -> rank.getOrDefault(p.target(), 0))
            .thenComparing(NirOrder::isDelayed)
            .thenComparing(Projection::name));
    return sorted;
  }

  private static boolean isReady(
      String name, Map<String, Population> waiting, List<Projection> projections) {
    return projections.stream()
        .noneMatch(
            p -> p.target().equals(name) && waiting.containsKey(p.source()) && !isDelayed(p));
  }

  private static boolean isDelayed(Projection p) {
    if (p.delays() instanceof Values.Constant c) {
      return c.value() > 0;
    }
    if (p.delays() instanceof Values.Listed l) {
      for (double d : l.values()) {
        if (d == 0) {
          return false;
        }
      }
      return true;
    }
    return false;
  }
}
