package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.learning.Digits.Digit;
import io.spiketide.network.Network;
import io.spiketide.operator.ImageStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rank-order STDP finds features of digits in the stage operator, from the description {@code
 * jobs/examples/digits-stdp.yaml}.
 */
class DigitsStdpITCase {
  private static final String PROJECTION = "image->features";
  private static final int TICKS = 15;
  private static final int EPOCHS = 3;
  private static final int MAPS = 30;
  private static final int SIDE = 8;
  private static final double PENALTY = 10_000;

  @Test
  @DisplayName("weights become 0 or 1 in 3 epochs, and a linear readout of features knows 93 %")
  void findsFeatures() throws Exception {
    assertResult(run(1));
  }

  @Test
  @Tag("learning")
  @DisplayName("the same with five seeds")
  void findsFeaturesWithFiveSeeds() throws Exception {
    for (long seed = 1; seed <= 5; seed++) {
      assertResult(run(seed));
    }
  }

  private static void assertResult(Result result) {
    assertThat(result.uncertainty()).isLessThan(0.01);
    assertThat(result.accuracy()).isGreaterThanOrEqualTo(0.93);
  }

  /** Mean w (1 - w) after learning, and the share of test digits that are known. */
  private record Result(double uncertainty, double accuracy) {}

  private static Result run(long seed) throws Exception {
    Digits digits = Digits.split(seed).enlarged(24);
    Network network = Examples.network("digits-stdp", seed);
    try (ImageStream stream = new ImageStream(network, TICKS)) {
      List<Double> uncertainty = new ArrayList<>();
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        uncertainty.add(uncertainty(stream.weights(PROJECTION)));
        for (Digit digit : digits.train()) {
          stream.show("" + digit.label(), digit.pixels());
        }
      }
      uncertainty.add(uncertainty(stream.weights(PROJECTION)));
      stream.learning(false);
      int first = -1;
      List<Digit> all = new ArrayList<>(digits.train());
      all.addAll(digits.test());
      for (Digit digit : all) {
        int episode = stream.show("" + digit.label(), digit.pixels());
        first = first < 0 ? episode : first;
      }
      stream.show("", new float[0]);
      List<double[]> features = pooled(stream.spikes("features"), first, all.size());
      double accuracy = accuracy(features, all, digits.train().size());
      System.out.printf(
          "digits-stdp seed %d: mean w(1-w) by epoch %s, linear readout %.1f %%%n",
          seed, uncertainty, 100 * accuracy);
      return new Result(uncertainty.get(EPOCHS), accuracy);
    }
  }

  private static double uncertainty(double[] weights) {
    return Arrays.stream(weights).map(w -> w * (1 - w)).average().orElseThrow();
  }

  /** How early each feature was found in each square of 2 x 2 places. */
  private static List<double[]> pooled(List<ImageStream.Spike> spikes, int first, int images) {
    List<double[]> features = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      features.add(new double[MAPS * SIDE * SIDE / 4]);
    }
    for (ImageStream.Spike spike : spikes) {
      int image = spike.episode() - first;
      if (image >= 0 && image < images) {
        int map = spike.neuron() / (SIDE * SIDE);
        int y = spike.neuron() / SIDE % SIDE / 2;
        int x = spike.neuron() % SIDE / 2;
        int pool = (map * SIDE / 2 + y) * (SIDE / 2) + x;
        double[] of = features.get(image);
        of[pool] = Math.max(of[pool], TICKS - spike.tick());
      }
    }
    return features;
  }

  private static double accuracy(List<double[]> features, List<Digit> digits, int train) {
    List<Integer> labels = digits.stream().map(Digit::label).toList();
    LinearReadout readout =
        LinearReadout.fit(features.subList(0, train), labels.subList(0, train), PENALTY);
    int right = 0;
    for (int i = train; i < digits.size(); i++) {
      right += readout.label(features.get(i)) == labels.get(i) ? 1 : 0;
    }
    return right / (double) (digits.size() - train);
  }
}
