package io.spiketide.rules;

import io.spiketide.network.Population;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.StateRecording;
import io.spiketide.readout.Readout;
import io.spiketide.readout.Readouts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules on what is read and recorded. */
final class ReadoutRules {
  private ReadoutRules() {}

  static void population(Review review) {
    for (ReadoutSpec readout : review.network().readouts()) {
      knownPopulation(review, Paths.of(readout) + ".of", readout.population());
    }
  }

  static void variable(Review review) {
    for (ReadoutSpec readout : review.network().readouts()) {
      Optional<Readout> type = Readouts.CATALOG.find(readout.readout().type());
      if (type.isPresent() && !type.get().variable().isEmpty()) {
        knownVariable(
            review,
            Paths.of(readout) + ".type",
            readout.population(),
            type.get().variable(),
            type.get().name() + " reads");
      }
    }
  }

  static void weights(Review review) {
    for (ReadoutSpec readout : review.network().readouts()) {
      boolean reads =
          Readouts.CATALOG.find(readout.readout().type()).map(Readout::readsWeights).orElse(false);
      boolean learns =
          review.network().projections().stream()
              .anyMatch(p -> p.target().equals(readout.population()) && p.learning() != null);
      if (reads && !learns) {
        review.error(
            Paths.of(readout) + ".of",
            "no projection onto '"
                + readout.population()
                + "' learns, so there is nothing to watch",
            "name a population that learns, or leave the readout out");
      }
    }
  }

  static void labels(Review review) {
    for (ReadoutSpec readout : review.network().readouts()) {
      String where = Paths.of(readout) + ".labels";
      Set<String> seen = new HashSet<>();
      for (String label : readout.labels()) {
        if (!seen.add(label)) {
          review.error(where, "the label '" + label + "' is there twice", "rename one of them");
        }
      }
      Population population = review.population(readout.population());
      int labels = readout.labels().size();
      if (population != null && labels > 0 && population.shape().size() % labels != 0) {
        review.error(
            where,
            labels
                + " labels do not divide the "
                + population.shape().size()
                + " neurons of '"
                + population.name()
                + "'",
            "give one label per neuron, or per block of neurons of equal size");
      }
    }
  }

  static void recordings(Review review) {
    List<StateRecording> recordings = review.network().recordings();
    for (int i = 0; i < recordings.size(); i++) {
      String path = Paths.recording(i);
      StateRecording recording = recordings.get(i);
      knownPopulation(review, path + ".of", recording.population());
      knownVariable(
          review, path + ".variable", recording.population(), recording.variable(), "recorded is");
    }
  }

  private static void knownPopulation(Review review, String path, String name) {
    if (review.population(name) == null) {
      review.error(
          path,
          review.input(name) == null
              ? "there is no population '" + name + "'"
              : "'" + name + "' is an input, which has no neurons to read",
          "use one of " + review.populationNames());
    }
  }

  private static void knownVariable(
      Review review, String path, String population, String variable, String who) {
    review
        .model(population)
        .filter(model -> !ModelRules.variableNames(model).contains(variable))
        .ifPresent(
            model -> {
              List<String> known = ModelRules.variableNames(model);
              review.error(
                  path,
                  who
                      + " the state variable '"
                      + variable
                      + "', which model "
                      + model.name()
                      + " of '"
                      + population
                      + "' does not have",
                  known.isEmpty() ? "choose another population" : "it has " + known);
            });
  }
}
