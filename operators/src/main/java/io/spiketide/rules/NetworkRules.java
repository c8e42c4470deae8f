package io.spiketide.rules;

import io.spiketide.network.Network;
import io.spiketide.network.Problem;
import io.spiketide.network.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The design rules of networks: a list of small functions, each of which looks for one kind of
 * mistake. A new rule is a function and one line here.
 *
 * <p>The cheap rules come first. Those that size arrays by the description run only where the
 * memory it asks for is within the limits.
 */
public final class NetworkRules {

  /** Looks for one kind of mistake and reports every place where it finds it. */
  interface Rule {
    void check(Review review);
  }

  private static final List<Rule> CHEAP =
      List.of(
          NameRules::networkName,
          NameRules::inputsAndPopulations,
          NameRules::projections,
          NameRules::readouts,
          InputRules::size,
          InputRules::times,
          InputRules::instanceTimes,
          ModelRules::encoders,
          ModelRules::neurons,
          ModelRules::initialState,
          ModelRules::readouts,
          CompetitionRules::settings,
          CompetitionRules::neurons,
          ProjectionRules::endpoints,
          ProjectionRules::receptor,
          ProjectionRules::geometry,
          ProjectionRules::pairs,
          ProjectionRules::indegree,
          ProjectionRules::weights,
          ProjectionRules::bias,
          LearningChecks::settings,
          LearningChecks::connectivity,
          LearningChecks::neuronVariables,
          LearningChecks::signalInputs,
          LearningChecks::signals,
          LearningChecks::initialWeights,
          DelayRules::values,
          DelayRules::counts,
          DelayRules::zeroDelayCycles,
          ReadoutRules::population,
          ReadoutRules::variable,
          ReadoutRules::weights,
          ReadoutRules::labels,
          ReadoutRules::recordings,
          PlacementRules::populations,
          ActivityRules::publishedSpikes);

  private static final List<Rule> ALLOCATING =
      List.of(
          CompileRules::encoders,
          CompileRules::neurons,
          CompileRules::readouts,
          CompetitionRules::compile,
          LearningChecks::compile,
          ActivityRules::somethingRuns);

  /** Doubts about networks that could be run; an error may be the cause of any of them. */
  private static final List<Rule> WARNINGS =
      List.of(
          ActivityRules::somethingLeaves, ActivityRules::unreached, ActivityRules::unusedInputs);

  private NetworkRules() {}

  /** All problems of a description under the default limits; empty if there are none. */
  public static List<Problem> check(Network network) {
    return check(network, MemoryLimits.DEFAULT);
  }

  /** All errors of a description, in the order of the rules; warnings where there are no errors. */
  public static List<Problem> check(Network network, MemoryLimits limits) {
    Review review = new Review(network);
    CHEAP.forEach(rule -> rule.check(review));
    if (MemoryRules.fits(review, limits)) {
      ALLOCATING.forEach(rule -> rule.check(review));
      if (review.problems().isEmpty()) {
        WARNINGS.forEach(rule -> rule.check(review));
      }
    }
    return review.problems();
  }

  /**
   * The shape of the spikes of an input (after its encoder) or population; empty if there is none
   * of that name or its encoder is wrong.
   */
  public static Optional<Shape> sourceShape(String name, Network network) {
    return new Review(network).shape(name);
  }
}
