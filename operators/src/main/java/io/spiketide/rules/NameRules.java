package io.spiketide.rules;

import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules on names: they become parts of topics, record keys, metrics and state. */
final class NameRules {
  /** Kafka allows 249 characters in a topic's name, which consists of prefix, network and kind. */
  private static final int MAX_LENGTH = 100;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Pattern ARROWS_TOO = Pattern.compile("[A-Za-z0-9_.>-]+");

  private NameRules() {}

  static void networkName(Review review) {
    characters(review, "network", "network", review.network().name(), PLAIN);
  }

  static void inputsAndPopulations(Review review) {
    Network network = review.network();
    Set<String> seen = new HashSet<>();
    for (Input input : network.inputs()) {
      characters(review, Paths.of(input), "input", input.name(), PLAIN);
      if (!seen.add(input.name())) {
        review.error(
            Paths.of(input), "there are two inputs '" + input.name() + "'", "rename one of them");
      }
    }
    for (Population population : network.populations()) {
      characters(review, Paths.of(population), "population", population.name(), PLAIN);
      if (!seen.add(population.name())) {
        review.error(
            Paths.of(population),
            "there is another input or population '" + population.name() + "'",
            "rename one of them");
      }
    }
  }

  static void projections(Review review) {
    Set<String> seen = new HashSet<>();
    review.eachProjection(
        (path, projection) -> {
          characters(review, path + ".name", "projection", projection.name(), ARROWS_TOO);
          if (!seen.add(projection.name())) {
            review.error(
                path, "there is another projection " + projection.name(), mendOf(projection));
          }
        });
  }

  static void readouts(Review review) {
    Set<String> seen = new HashSet<>();
    for (ReadoutSpec readout : review.network().readouts()) {
      characters(review, Paths.of(readout), "readout", readout.name(), PLAIN);
      if (!seen.add(readout.name())) {
        review.error(
            Paths.of(readout),
            "there are two readouts '" + readout.name() + "'",
            "rename one of them");
      }
    }
  }

  private static String mendOf(Projection projection) {
    boolean unnamed = projection.name().equals(projection.source() + "->" + projection.target());
    return unnamed ? "give one of them a name of its own (name: …)" : "rename one of them";
  }

  private static void characters(
      Review review, String path, String kind, String name, Pattern allowed) {
    if (!allowed.matcher(name).matches() || name.matches("\\.+")) {
      review.error(
          path,
          kind + " name '" + name + "' is not allowed",
          "use letters, digits and the characters - _ .");
    } else if (name.length() > MAX_LENGTH) {
      review.error(
          path,
          kind + " name of " + name.length() + " characters is too long",
          "use at most " + MAX_LENGTH);
    }
  }
}
