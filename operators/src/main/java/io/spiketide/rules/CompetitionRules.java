package io.spiketide.rules;

import io.spiketide.competition.Competition;
import io.spiketide.competition.Competitions;
import io.spiketide.kernel.Resolve;
import io.spiketide.network.Population;
import io.spiketide.network.Settings;
import java.util.List;
import java.util.Objects;

/** Rules on populations whose neurons compete. */
final class CompetitionRules {
  private CompetitionRules() {}

  /** Names, parameters and options of competitions. */
  static void settings(Review review) {
    for (Population population : review.network().populations()) {
      Settings settings = population.competition();
      if (settings != null) {
        SettingsCheck.check(review, path(population), Competitions.CATALOG, settings, 1);
      }
    }
  }

  /** A competition among neurons that have not what it compares, or do not fire. */
  static void neurons(Review review) {
    eachKnown(
        review,
        (population, competition) ->
            review
                .model(population.name())
                .ifPresent(
                    model -> {
                      List<String> known = ModelRules.variableNames(model);
                      for (String variable : competition.neuronVariables()) {
                        if (!known.contains(variable)) {
                          review.error(
                              path(population),
                              "%s compares the state variable '%s', which model %s has not"
                                  .formatted(competition.name(), variable, model.name()),
                              "use a model that has it, such as if with reset: none");
                        }
                      }
                      if (model.graded()) {
                        review.error(
                            path(population),
                            "model %s sends numbers, which are not spikes".formatted(model.name()),
                            "leave 'competition' out, or use a model that fires");
                      }
                    }));
  }

  /** Lets competitions say themselves which parameters contradict each other. */
  static void compile(Review review) {
    eachKnown(
        review,
        (population, competition) -> {
          if (!review.hasErrorAt(path(population))) {
            CompileRules.attempt(
                review,
                path(population),
                () ->
                    competition.compile(
                        Resolve.competition(
                            competition,
                            population,
                            Objects.requireNonNull(population.competition()),
                            review.network())));
          }
        });
  }

  private static void eachKnown(Review review, Visitor visitor) {
    for (Population population : review.network().populations()) {
      Settings settings = population.competition();
      if (settings != null) {
        Competitions.CATALOG
            .find(settings.type())
            .ifPresent(competition -> visitor.visit(population, competition));
      }
    }
  }

  static String path(Population population) {
    return Paths.of(population) + ".competition";
  }

  private interface Visitor {
    void visit(Population population, Competition competition);
  }
}
