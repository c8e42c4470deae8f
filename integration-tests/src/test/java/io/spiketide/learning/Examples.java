package io.spiketide.learning;

import io.spiketide.network.Network;
import io.spiketide.yaml.NetworkYaml;
import java.nio.file.Path;

/** The described networks of {@code jobs/examples}. */
final class Examples {
  private Examples() {}

  /** A network as it is described, with another seed. */
  static Network network(String name, long seed) {
    Path root = Path.of(System.getProperty("spiketide.root", ".."));
    return NetworkYaml.read(root.resolve("jobs/examples/" + name + ".yaml")).seeded(seed);
  }
}
