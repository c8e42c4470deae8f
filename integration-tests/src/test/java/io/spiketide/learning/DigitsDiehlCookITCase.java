package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Network;
import io.spiketide.operator.ImageStream;
import io.spiketide.schema.Decision;
import io.spiketide.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Neurons that compete learn digits of MNIST without labels, in the stage operator, from the
 * description {@code jobs/examples/digits-diehl-cook.yaml}. The images to test on come last and
 * without labels; nothing is switched off for them.
 */
class DigitsDiehlCookITCase {
  private static final int TICKS = 40;
  private static final int PIXELS = 28 * 28;
  private static final int IMAGES = 10_000;
  private static final int HEADER = 16;
  private static final int LABELS_HEADER = 8;

  @Test
  @DisplayName("60 neurons tell 60 % of digits after 2,000 images")
  void small() throws Exception {
    Map<String, String> smaller = Map.of("shape: [400]", "shape: [60]", "rate: 0.05", "rate: 0.4");
    Network network = Examples.changed("digits-diehl-cook", 1, smaller);
    assertThat(accuracy(network, 1, 2_000, 1, 300)).isGreaterThanOrEqualTo(0.6);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @Tag("learning")
  @DisplayName("400 neurons tell 85 % of 2,000 digits after 8,000 others, each seen three times")
  void asDescribed(long seed) throws Exception {
    Network network = Examples.network("digits-diehl-cook", seed);
    assertThat(accuracy(network, seed, 8_000, 3, 2_000)).isGreaterThanOrEqualTo(0.85);
  }

  private static double accuracy(Network network, long seed, int train, int epochs, int test)
      throws Exception {
    byte[] images = read("mnist_t10k/t10k-images-idx3-ubyte.gz");
    byte[] labels = read("mnist_t10k/t10k-labels-idx1-ubyte.gz");
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    List<Integer> tested = order.subList(IMAGES - test, IMAGES);
    try (ImageStream stream = new ImageStream(network, TICKS)) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        for (int image : order.subList(0, train)) {
          stream.show("" + labels[LABELS_HEADER + image], pixels(images, image));
        }
      }
      for (int image : tested) {
        stream.show("", pixels(images, image));
      }
      stream.show("", new float[PIXELS]);
      List<Decision> decisions = stream.decisions();
      int right = 0;
      for (int i = 0; i < test; i++) {
        Decision decision = decisions.get(epochs * train + i);
        right += decision.label().equals("" + labels[LABELS_HEADER + tested.get(i)]) ? 1 : 0;
      }
      double accuracy = right / (double) test;
      System.out.printf(
          Locale.ROOT,
          "%s seed %d: %d neurons, %d images %d times: %.1f %% of %d%n",
          network.name(),
          seed,
          network.populations().get(0).shape().size(),
          train,
          epochs,
          100 * accuracy,
          test);
      Pictures.fields(stream, network, "image->prototypes");
      return accuracy;
    }
  }

  private static float[] pixels(byte[] images, int image) {
    float[] pixels = new float[PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      pixels[p] = Byte.toUnsignedInt(images[HEADER + image * PIXELS + p]);
    }
    return pixels;
  }

  private static byte[] read(String name) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(SharedData.data(name)))) {
      return in.readAllBytes();
    }
  }
}
