package io.spiketide.learning;

import io.spiketide.network.Network;
import io.spiketide.operator.ImageStream;
import io.spiketide.plot.WeightImage;
import io.spiketide.weights.WeightSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Receptive fields of what was learned, drawn where {@code -Dlearning.pictures=DIR} asks so. */
final class Pictures {
  private static final @Nullable String DIRECTORY = System.getProperty("learning.pictures");

  private Pictures() {}

  /**
   * Draws the weights of a projection of all neurons to all, in a file named after the network.
   * Shows the network a blank image.
   */
  static void fields(ImageStream stream, Network network, String projection) throws Exception {
    if (DIRECTORY == null) {
      return;
    }
    double[] weights = stream.weights(projection);
    String to =
        network.projections().stream()
            .filter(p -> p.name().equals(projection))
            .findFirst()
            .orElseThrow()
            .target();
    int targets = network.population(to).orElseThrow().shape().size();
    int[] source = new int[weights.length];
    int[] target = new int[weights.length];
    Arrays.setAll(source, i -> i / targets);
    Arrays.setAll(target, i -> i % targets);
    Path file =
        Files.createDirectories(Path.of(DIRECTORY))
            .resolve(network.name() + "-" + targets + ".png")
            .toAbsolutePath();
    WeightImage.write(
        new WeightSet("", projection, "end", 0, 1000, source, target, weights), network, file);
    System.out.println(file);
  }
}
