package io.spiketide.rules;

import io.spiketide.kernel.Resolve;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.neuron.NeuronModel;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Rules on whether spikes arise, get through and get out. */
final class ActivityRules {
  private ActivityRules() {}

  static void publishedSpikes(Review review) {
    for (Population population : review.network().populations()) {
      boolean graded = review.model(population.name()).map(NeuronModel::graded).orElse(false);
      if (population.publish() && graded) {
        review.error(
            Paths.of(population) + ".publish",
            "model "
                + population.model().type()
                + " has no threshold and sends numbers at every tick, which are not spikes",
            "record its state (record:) or read it (readouts:) instead");
      }
    }
  }

  static void somethingRuns(Review review) {
    Network network = review.network();
    if (network.inputs().isEmpty()
        && network.populations().stream().noneMatch(p -> runsByItself(review, p))) {
      review.error(
          "inputs",
          "there are no inputs, and no population is active by itself, so nothing would ever happen",
          "add an input, or a population that spikes by itself such as a generator");
    }
  }

  static void somethingLeaves(Review review) {
    Network network = review.network();
    if (network.readouts().isEmpty()
        && network.recordings().isEmpty()
        && network.populations().stream().noneMatch(Population::publish)) {
      review.warning(
          "readouts",
          "nothing leaves the network: no readout, no recording, no published population",
          "add readouts, or publish: true to a population");
    }
  }

  static void unreached(Review review) {
    Set<String> targets = new HashSet<>();
    review.network().projections().forEach(p -> targets.add(p.target()));
    for (Population population : review.network().populations()) {
      String where = Paths.of(population);
      if (!targets.contains(population.name())
          && !review.hasErrorAt(where)
          && !runsByItself(review, population)) {
        review.warning(
            where,
            "no projection leads to '" + population.name() + "', so it stays silent",
            "add a projection to it or remove it");
      }
    }
  }

  static void unusedInputs(Review review) {
    Set<String> sources = new HashSet<>();
    for (Projection projection : review.network().projections()) {
      sources.add(projection.source());
    }
    for (Input input : review.network().inputs()) {
      if (!sources.contains(input.name())) {
        review.warning(
            Paths.of(input),
            "no projection leads from '" + input.name() + "', so its events do nothing",
            "add a projection from it or remove it");
      }
    }
  }

  /**
   * Whether a population does anything without arrivals: it draws noise, or its state moves from
   * where it starts, or it drifts there because the description says so.
   */
  private static boolean runsByItself(Review review, Population population) {
    Optional<NeuronModel> model = review.model(population.name());
    if (model.isEmpty() || review.hasErrorAt(Paths.of(population))) {
      return true;
    }
    return !population.initial().isEmpty()
        || Rest.leaves(model.get(), Resolve.population(model.get(), population, review.network()));
  }
}
