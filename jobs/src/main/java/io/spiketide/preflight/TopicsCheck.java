package io.spiketide.preflight;

import java.util.List;

/** The topics are there and keep event times. */
final class TopicsCheck extends Check {
  TopicsCheck() {
    super("topics");
  }

  @Override
  List<Finding> look(Surroundings around) {
    Surroundings.TopicFacts topics = around.topics();
    if (topics == null) {
      return List.of();
    }
    if (topics.problems().isEmpty()) {
      return good("the topics are there");
    }
    return topics.problems().stream()
        .map(problem -> new Finding(name(), Finding.Verdict.FAULT, problem))
        .toList();
  }
}
