package io.spiketide.weights;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.LearnedWeights;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Network;
import io.spiketide.network.Projection;
import io.spiketide.network.Values;
import io.spiketide.rules.NetworkRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A network whose weights are those that were learned, and stay. */
public final class LearnedNetwork {
  /** Up to so many pairs of neurons sparse synapses are written as a matrix, as NIR does. */
  private static final long MOST_PAIRS = 16_000_000;

  private LearnedNetwork() {}

  /**
   * The network with learned weights in place of the described ones; projections of which none are
   * given go on learning.
   *
   * @param weights of projections that learn
   * @throws IllegalArgumentException if a projection is not there, does not learn or has other
   *     synapses
   */
  public static Network of(Network network, Collection<WeightSet> weights) {
    LearnedWeights described = new LearnedWeights(CompiledNetwork.compile(network));
    List<Projection> projections = new ArrayList<>();
    for (Projection projection : network.projections()) {
      WeightSet own =
          weights.stream()
              .filter(set -> set.projection().equals(projection.name()))
              .findFirst()
              .orElse(null);
      projections.add(own == null ? projection : frozen(network, projection, own, described));
    }
    for (WeightSet set : weights) {
      if (!described.projections().contains(set.projection())) {
        throw new IllegalArgumentException(
            "projection '%s' does not learn in network %s; those that do are %s"
                .formatted(set.projection(), network.name(), described.projections()));
      }
    }
    return network.connected(projections);
  }

  private static Projection frozen(
      Network network, Projection projection, WeightSet weights, LearnedWeights described) {
    LearnedWeights.Places places = described.places(projection.name());
    if (weights.weights().length != places.whole()) {
      throw new IllegalArgumentException(
          "%d weights for projection '%s', which has %d; give weights of this network"
              .formatted(weights.weights().length, projection.name(), places.whole()));
    }
    Projection still = projection.learning(null);
    Connectivity connectivity = projection.connectivity();
    if (places.sources().length == 0 || connectivity instanceof Connectivity.OneToOne) {
      return still.withWeights(Values.of(weights.weights()));
    }
    int sources = NetworkRules.sourceShape(projection.source(), network).orElseThrow().size();
    int targets = network.population(projection.target()).orElseThrow().shape().size();
    if ((long) sources * targets <= MOST_PAIRS) {
      return still
          .connected(new Connectivity.AllToAll(true))
          .withWeights(Values.of(matrix(weights.weights(), places, sources, targets)));
    }
    return still
        .connected(new Connectivity.Listed(places.sources(), places.targets()))
        .withWeights(Values.of(weights.weights()));
  }

  /** As trained networks store it, {@code [target][source]}; 0 where there is no synapse. */
  private static double[] matrix(
      double[] weights, LearnedWeights.Places places, int sources, int targets) {
    double[] matrix = new double[sources * targets];
    for (int k = 0; k < weights.length; k++) {
      matrix[places.targets()[k] * sources + places.sources()[k]] += weights[k];
    }
    return matrix;
  }
}
