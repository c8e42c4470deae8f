package io.spiketide.rules;

import io.spiketide.competition.Competition;
import io.spiketide.competition.Competitions;
import io.spiketide.kernel.Resolve;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Learning;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Range;
import io.spiketide.network.Settings;
import io.spiketide.network.Signal;
import io.spiketide.network.Values;
import io.spiketide.plasticity.LearningRule;
import io.spiketide.plasticity.LearningRules;
import io.spiketide.plasticity.Plasticity;
import io.spiketide.plasticity.WeightBounds;
import io.spiketide.synapse.PlasticSynapses;
import java.util.List;
import java.util.Objects;

/** Rules on projections that learn and on the signals that teach them. */
final class LearningChecks {
  private LearningChecks() {}

  /** Names, parameters and options of learning rules. */
  static void settings(Review review) {
    eachLearning(
        review,
        (path, projection, learning) ->
            SettingsCheck.check(review, path, LearningRules.CATALOG, learning.rule(), 1));
  }

  /** A rule on a projection that it cannot serve. */
  static void connectivity(Review review) {
    eachKnown(
        review,
        (path, projection, rule) -> {
          Connectivity connectivity = projection.connectivity();
          boolean shares =
              connectivity instanceof Connectivity.Conv1d
                  || connectivity instanceof Connectivity.Conv2d;
          if (connectivity instanceof Connectivity.Pool2d) {
            review.error(
                path,
                "a pooling has no weights that could change",
                "let the projection learn that follows it");
          } else if (shares && !rule.allowsSharedWeights()) {
            review.error(
                path,
                rule.name() + " cannot change weights that synapses share, as in a convolution",
                "connect all_to_all or sparsely, or use another rule");
          }
          if (!(projection.delays() instanceof Values.Constant)) {
            review.error(
                path, "synapses that learn have one delay for all", "give delay as one number");
          }
        });
  }

  /** A rule without the state that it needs. */
  static void neuronVariables(Review review) {
    eachKnown(
        review,
        (path, projection, rule) ->
            review
                .model(projection.target())
                .ifPresent(
                    model -> {
                      List<String> known = ModelRules.variableNames(model);
                      for (String variable : rule.neuronVariables()) {
                        if (!known.contains(variable)) {
                          review.error(
                              path,
                              "%s reads the state variable '%s', which model %s of '%s' has not"
                                  .formatted(
                                      rule.name(), variable, model.name(), projection.target()),
                              "use a model that has it: it has " + known);
                        }
                      }
                    }));
  }

  static void signals(Review review) {
    List<String> known =
        review.network().inputs().stream()
            .filter(input -> input.signal() != null)
            .map(Input::name)
            .toList();
    eachKnown(
        review,
        (path, projection, rule) -> {
          Learning learning = Objects.requireNonNull(projection.learning());
          String name = learning.signal();
          boolean label = rule.signalKinds().contains(Signal.Kind.LABEL);
          labels(review, path + ".labels", rule, learning);
          Input input = review.input(name);
          if (name.isEmpty()
              && rule.signal() == LearningRule.Need.REQUIRED
              && !(label && !learning.labels().isEmpty())) {
            review.error(
                path,
                rule.name() + " cannot learn without a learning signal",
                "name an input in 'signal'"
                    + (known.isEmpty() ? "" : ", one of " + known)
                    + (label ? "; or list the 'labels' that marks of episodes bring" : ""));
          } else if (!name.isEmpty() && rule.signal() == LearningRule.Need.NONE) {
            review.error(
                path + ".signal", rule.name() + " takes no learning signal", "leave it out");
          } else if (!name.isEmpty() && (input == null || input.signal() == null)) {
            review.error(
                path + ".signal",
                "there is no input '" + name + "' that brings a learning signal",
                known.isEmpty() ? "add an input with 'signal'" : "use one of " + known);
          } else if (input != null && input.signal() != null) {
            kind(review, path + ".signal", projection, rule, input, input.signal());
          }
        });
  }

  /** Labels that nobody reads. */
  private static void labels(Review review, String path, LearningRule rule, Learning learning) {
    if (learning.labels().isEmpty()) {
      return;
    }
    if (!learning.signal().isEmpty()) {
      review.error(path, "the labels are those of '" + learning.signal() + "'", "leave them out");
    } else if (rule.signal() == LearningRule.Need.NONE
        || !rule.signalKinds().contains(Signal.Kind.LABEL)) {
      review.error(path, rule.name() + " does not learn from labels", "leave them out");
    } else if (learning.labels().stream().distinct().count() < learning.labels().size()) {
      review.error(path, "a label is listed twice", "name each class once");
    }
  }

  /** A signal that the rule does not understand, or wanted spikes of other neurons. */
  private static void kind(
      Review review,
      String path,
      Projection projection,
      LearningRule rule,
      Input input,
      Signal signal) {
    int neurons = Objects.requireNonNull(review.population(projection.target())).shape().size();
    if (!rule.signalKinds().contains(signal.kind())) {
      review.error(
          path,
          "%s does not learn from a %s".formatted(rule.name(), signal.word()),
          "name an input that brings one of "
              + rule.signalKinds().stream().map(Signal.Kind::word).toList());
    } else if (signal.kind() == Signal.Kind.TARGET && input.shape().size() != neurons) {
      review.error(
          path,
          "'%s' has %d addresses for the %d neurons of '%s'"
              .formatted(input.name(), input.shape().size(), neurons, projection.target()),
          "give the input the shape of the population");
    }
  }

  static void signalInputs(Review review) {
    if (!review.network().inputs().isEmpty()
        && review.network().inputs().stream().allMatch(input -> input.signal() != null)) {
      review.error(
          "inputs", "there are learning signals but no sensor", "add an input of a sensor");
    }
    for (Input input : review.network().inputs()) {
      Signal signal = input.signal();
      if (signal == null) {
        continue;
      }
      int addresses = input.shape().size();
      if (signal.kind() == Signal.Kind.LABEL && signal.labels().size() != addresses) {
        review.error(
            Paths.of(input) + ".labels",
            "%d labels for %d addresses".formatted(signal.labels().size(), addresses),
            "list one label per address, and leave 'shape' out");
      } else if (signal.kind() == Signal.Kind.REWARD && addresses != 1) {
        review.error(
            Paths.shape(input), "a reward has one address, not " + addresses, "leave 'shape' out");
      }
      if (!input.encoders().equals(List.of(Settings.of("events")))) {
        review.error(
            Paths.encoders(input), "a learning signal is not encoded", "leave 'encoder' out");
      }
    }
  }

  /** Initial weights outside the bounds that hold from the first change on. */
  static void initialWeights(Review review) {
    eachKnown(
        review,
        (path, projection, rule) -> {
          double min = bound(projection, rule, WeightBounds.W_MIN.name());
          double max = bound(projection, rule, WeightBounds.W_MAX.name());
          double[] weights =
              projection.weights() instanceof Values.Listed l
                  ? l.values()
                  : projection.weights() instanceof Values.Constant c
                      ? new double[] {c.value()}
                      : new double[0];
          for (double weight : weights) {
            if (weight < (float) min || weight > (float) max) {
              review.error(
                  path,
                  "weight %s is outside w_min %s to w_max %s".formatted(weight, min, max),
                  "widen the bounds, or give weights within them");
              return;
            }
          }
        });
  }

  private static double bound(Projection projection, LearningRule rule, String name) {
    Values given = Objects.requireNonNull(projection.learning()).rule().parameters().get(name);
    if (given instanceof Values.Constant c) {
      return c.value();
    }
    return rule.parameters().stream()
        .filter(spec -> spec.name().equals(name))
        .mapToDouble(spec -> spec.defaultValue())
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Lets rules say themselves which parameters contradict each other. */
  static void compile(Review review) {
    eachKnown(
        review,
        (path, projection, rule) -> {
          Learning learning = Objects.requireNonNull(projection.learning());
          if (review.hasErrorAt(path)) {
            return;
          }
          int delay = (int) ((Values.Constant) projection.delays()).value();
          Population target = Objects.requireNonNull(review.population(projection.target()));
          if (review.model(target.name()).isEmpty() || review.hasErrorAt(Paths.neuron(target))) {
            return;
          }
          review
              .shape(projection.source())
              .ifPresent(
                  source ->
                      CompileRules.attempt(
                          review,
                          path,
                          () -> {
                            Plasticity plasticity =
                                rule.compile(
                                    Resolve.learning(
                                        rule,
                                        projection,
                                        learning,
                                        PlasticSynapses.none(delay),
                                        source,
                                        target,
                                        Range.all(target.shape().size()),
                                        review.network()));
                            if (plasticity.postLag() > 0 && choosesTeachers(review, target)) {
                              throw new IllegalArgumentException(
                                  "%s is told late who fires, but the competition of '%s' says at once who teaches; use losers: silent, or delay: axonal"
                                      .formatted(rule.name(), target.name()));
                            }
                          }));
        });
  }

  private static boolean choosesTeachers(Review review, Population population) {
    Settings settings = population.competition();
    if (settings == null || review.hasErrorAt(CompetitionRules.path(population))) {
      return false;
    }
    Competition competition = Competitions.CATALOG.get(settings.type());
    return competition
        .compile(Resolve.competition(competition, population, settings, review.network()))
        .choosesTeachers();
  }

  private static void eachLearning(Review review, LearningVisitor visitor) {
    review.eachProjection(
        (path, projection) -> {
          if (projection.learning() != null) {
            visitor.visit(path + ".learning", projection, projection.learning());
          }
        });
  }

  private static void eachKnown(Review review, RuleVisitor visitor) {
    eachLearning(
        review,
        (path, projection, learning) ->
            LearningRules.CATALOG
                .find(learning.rule().type())
                .filter(rule -> review.population(projection.target()) != null)
                .ifPresent(rule -> visitor.visit(path, projection, rule)));
  }

  private interface LearningVisitor {
    void visit(String path, Projection projection, Learning learning);
  }

  private interface RuleVisitor {
    void visit(String path, Projection projection, LearningRule rule);
  }
}
