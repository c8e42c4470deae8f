package io.spiketide.rules;

/** Rules on how a network is laid out. */
final class PlacementRules {
  private PlacementRules() {}

  static void populations(Review review) {
    for (String population : review.network().placement().shardsOf().keySet()) {
      if (review.population(population) == null) {
        review.error(
            "placement.shards",
            "there is no population '" + population + "'",
            "use one of " + review.populationNames());
      }
    }
  }
}
