package io.spiketide.learning;

import io.spiketide.network.Network;
import io.spiketide.yaml.NetworkYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The described networks of {@code jobs/examples}. */
final class Examples {
  private Examples() {}

  /** A network as it is described, with another seed. */
  static Network network(String name, long seed) throws IOException {
    return changed(name, seed, Map.of());
  }

  /** A network with another seed, and with some texts of its description replaced. */
  static Network changed(String name, long seed, Map<String, String> replaced) throws IOException {
    Path root = Path.of(System.getProperty("spiketide.root", ".."));
    String text = Files.readString(root.resolve("jobs/examples/" + name + ".yaml"));
    for (Map.Entry<String, String> change : replaced.entrySet()) {
      if (!text.contains(change.getKey())) {
        throw new AssertionError(name + " does not say " + change.getKey());
      }
      text = text.replace(change.getKey(), change.getValue());
    }
    Path file = Files.createTempFile(name, ".yaml");
    try {
      return NetworkYaml.read(Files.writeString(file, text)).seeded(seed);
    } finally {
      Files.delete(file);
    }
  }
}
