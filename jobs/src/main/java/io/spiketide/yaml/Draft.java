package io.spiketide.yaml;

import io.spiketide.network.Network;
import io.spiketide.network.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What could be read of a description, and where its lists stand in the file: a NIR file or a
 * mistake in front of an entry moves its index.
 *
 * @param projections those of the network, in its order
 * @param recordings paths of the network's recordings, in its order
 * @param whole whether the parts of the NIR file, if there is one, are there
 */
record Draft(
    Network network,
    List<Placed<ProjectionSection.Written>> projections,
    List<String> recordings,
    boolean whole) {
  private static final Pattern ITEM = Pattern.compile("(projections|record)\\[(\\d+)](.*)");

  Draft {
    projections = List.copyOf(projections);
    recordings = List.copyOf(recordings);
  }

  /** A part with its path in the file. */
  record Placed<T>(String path, T part) {}

  /** The same problem with the path that its part has in the file. */
  Problem inFile(Problem problem) {
    Matcher matcher = ITEM.matcher(problem.path());
    if (!matcher.matches()) {
      return problem;
    }
    int index = Integer.parseInt(matcher.group(2));
    String item =
        matcher.group(1).equals("record") ? recordings.get(index) : projections.get(index).path();
    return new Problem(
        problem.severity(), item + matcher.group(3), problem.fault(), problem.mend());
  }
}
