package io.spiketide.rules;

import io.spiketide.network.Connectivity;
import io.spiketide.network.DelayRange;
import io.spiketide.network.Network;
import io.spiketide.network.Projection;
import io.spiketide.network.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rules on delays: their range, their count, and that no cycle is without delay. */
final class DelayRules {
  /** Axons take milliseconds; an hour is room for any trick, and more is a slip of the unit. */
  private static final double MAX_DELAY_MICROS = 3_600_000_000.0;

  private DelayRules() {}

  static void values(Review review) {
    Network network = review.network();
    double longest = MAX_DELAY_MICROS / network.time().tickMicros();
    review.eachProjection(
        (path, projection) -> {
          String where = path + ".delay";
          double least = DelayRange.leastDrawn(projection.delays());
          double most = DelayRange.most(projection.delays());
          if (!(least >= 0)) {
            review.error(
                where,
                projection.name()
                    + (Double.isInfinite(least)
                        ? " may draw negative delays"
                        : " has a negative delay of " + least + " ticks"),
                "give delays of 0 or more (a normal distribution takes min: 0)");
          } else if (!(most <= longest)) {
            review.error(
                where,
                projection.name()
                    + " has a delay of "
                    + Text.count(most)
                    + " ticks of "
                    + network.time().tickMicros()
                    + " µs, more than an hour",
                "check the unit of the delay");
          }
        });
  }

  /** Listed delays go with synapses that are listed themselves. */
  static void counts(Review review) {
    ProjectionRules.eachConnected(
        review,
        (path, projection, source, target) -> {
          if (projection.delays() instanceof Values.Listed listed) {
            long needed =
                projection.connectivity() instanceof Connectivity.Conv1d
                        || projection.connectivity() instanceof Connectivity.Conv2d
                    ? -1
                    : WeightLists.count(projection.connectivity(), source, target);
            if (needed < 0) {
              review.error(
                  path + ".delay",
                  "delays of " + projection.name() + " cannot be listed for this connectivity",
                  "give one delay or a distribution");
            } else if (needed != listed.values().length) {
              review.error(
                  path + ".delay",
                  projection.name()
                      + " lists "
                      + Text.count(listed.values().length)
                      + " delays, but has "
                      + Text.count((double) needed)
                      + " synapses",
                  "list as many delays as there are synapses, or give one delay");
            }
          }
        });
  }

  static void zeroDelayCycles(Review review) {
    Map<String, Set<String>> instant = new TreeMap<>();
    for (Projection projection : review.network().projections()) {
      if (review.population(projection.source()) != null
          && review.population(projection.target()) != null
          && DelayRange.leastTicks(projection.delays()) <= 0) {
        instant
            .computeIfAbsent(projection.source(), s -> new LinkedHashSet<>())
            .add(projection.target());
      }
    }
    for (List<String> cycle : new Cycles(review.populationNames(), instant).find()) {
      int closing = closing(review.network().projections(), cycle);
      review.error(
          Paths.projection(closing) + ".delay",
          "the cycle " + String.join(" -> ", cycle) + " has no delay",
          "give one of its projections a delay of at least one tick");
    }
  }

  /** Index of the projection from the last but one member of a cycle to its last one. */
  private static int closing(List<Projection> projections, List<String> cycle) {
    String source = cycle.get(cycle.size() - 2);
    String target = cycle.get(cycle.size() - 1);
    for (int i = 0; i < projections.size(); i++) {
      Projection p = projections.get(i);
      if (p.source().equals(source)
          && p.target().equals(target)
          && DelayRange.leastTicks(p.delays()) <= 0) {
        return i;
      }
    }
    throw new IllegalStateException("no projection closes the cycle " + cycle);
  }
}
