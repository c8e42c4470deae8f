package io.spiketide.preflight;

import io.spiketide.cluster.ClusterFacts;
import java.util.List;

/** The cluster's Java can run the job's classes. */
final class JavaVersionCheck extends Check {
  private static final int LEAST = 17;

  JavaVersionCheck() {
    super("java");
  }

  @Override
  List<Finding> look(Surroundings around) {
    ClusterFacts cluster = around.cluster();
    if (cluster == null) {
      return List.of();
    }
    String found = cluster.address() + ": runs on Java " + cluster.javaVersion();
    return cluster.javaVersion() < LEAST
        ? fault(found + ", and the job needs " + LEAST + "; use an image with Java " + LEAST)
        : good(found);
  }
}
