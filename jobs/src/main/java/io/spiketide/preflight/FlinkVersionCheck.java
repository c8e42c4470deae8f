package io.spiketide.preflight;

import io.spiketide.cluster.ClusterFacts;
import java.util.List;

/** The cluster runs the Flink that the job was built with. */
final class FlinkVersionCheck extends Check {
  /** What the job was built with; a test compares. */
  static final String BUILT_WITH = "2.2.1";

  FlinkVersionCheck() {
    super("flink");
  }

  @Override
  List<Finding> look(Surroundings around) {
    ClusterFacts cluster = around.cluster();
    if (cluster == null) {
      return List.of();
    }
    String found = cluster.flinkVersion();
    String where = cluster.address() + ": ";
    if (!minor(found).equals(minor(BUILT_WITH))) {
      return fault(
          where
              + "runs Flink "
              + found
              + ", and this job is built for "
              + BUILT_WITH
              + "; use the image flink:"
              + BUILT_WITH
              + "-java17, or build Spiketide for that version");
    }
    return found.equals(BUILT_WITH)
        ? good(where + "runs Flink " + found)
        : note(
            where + "runs Flink " + found + "; tested is " + BUILT_WITH + ", which should be used");
  }

  /** {@code 2.2} of {@code 2.2.1} or {@code 2.2-SNAPSHOT}. */
  private static String minor(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+).*$", "$1");
  }
}
