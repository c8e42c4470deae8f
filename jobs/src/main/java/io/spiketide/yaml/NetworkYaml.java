package io.spiketide.yaml;

import io.spiketide.network.Network;
import io.spiketide.network.Problem;
import io.spiketide.rules.NetworkRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads network descriptions from YAML files. */
public final class NetworkYaml {
  private NetworkYaml() {}

  /**
   * The network that a file describes.
   *
   * @throws DescriptionException with all mistakes of the file, if there are any
   */
  public static Network read(Path file) {
    return load(file).network();
  }

  /**
   * The network that a file describes, with warnings.
   *
   * @throws DescriptionException with all mistakes of the file, if there are any
   */
  public static Description load(Path file) {
    return load(file, new FilesBesideIt());
  }

  static Description load(Path file, WeightFiles weightFiles) {
    Reading reading = new Reading(file, weightFiles);
    Draft draft;
    try {
      draft = NetworkSection.read(new Value(reading, "", YamlTree.read(file)));
    } catch (Mistake mistake) {
      reading.report(mistake);
      throw new DescriptionException(reading.mistakes());
    }
    WeightShapes.check(draft, reading);

    List<Located> problems = new ArrayList<>(reading.mistakes());
    if (draft.whole()) {
      for (Problem problem : NetworkRules.check(draft.network())) {
        Located located = reading.locate(draft.inFile(problem));
        if (!isConsequence(located, reading.mistakes())) {
          problems.add(located);
        }
      }
    }
    problems.sort(Comparator.comparingInt(Located::line));
    if (problems.stream().anyMatch(p -> p.problem().isError())) {
      throw new DescriptionException(problems);
    }
    return new Description(draft.network(), problems);
  }

  /**
   * Whether a problem may come from what a mistake has left out: it is above or below it, or only a
   * warning.
   */
  private static boolean isConsequence(Located found, List<Located> mistakes) {
    String path = found.problem().path();
    return mistakes.stream()
        .map(mistake -> mistake.problem().path())
        .anyMatch(
            wrong -> !found.problem().isError() || isWithin(path, wrong) || isWithin(wrong, path));
  }

  private static boolean isWithin(String inner, String outer) {
    return inner.startsWith(outer)
        && !outer.isEmpty()
        && (inner.length() == outer.length() || ".[".indexOf(inner.charAt(outer.length())) >= 0);
  }
}
