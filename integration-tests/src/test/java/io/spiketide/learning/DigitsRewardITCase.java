package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.operator.ImageStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reward-modulated STDP tells digits in the stage operator, from the descriptions {@code
 * jobs/examples/digits-rstdp.yaml} and {@code digits-rstdp-two.yaml}.
 */
class DigitsRewardITCase {
  private static final int TICKS = 15;

  @Test
  @DisplayName("two digits are told apart in 97 %")
  void tellsTwoDigits() throws Exception {
    assertThat(runTwo(1)).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  @Tag("learning")
  @DisplayName("with five seeds two digits are told apart in 97 % in the mean")
  void tellsTwoDigitsWithFiveSeeds() throws Exception {
    double sum = 0;
    for (long seed = 1; seed <= 5; seed++) {
      double accuracy = runTwo(seed);
      System.out.printf("digits-rstdp-two seed %d: %.1f %%%n", seed, 100 * accuracy);
      sum += accuracy;
    }
    assertThat(sum / 5).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  @Tag("learning")
  @DisplayName("with five seeds ten digits are told apart in 80 % in the mean")
  void tellsTenDigitsWithFiveSeeds() throws Exception {
    double sum = 0;
    for (long seed = 1; seed <= 5; seed++) {
      double accuracy = runTen(seed);
      System.out.printf("digits-rstdp seed %d: %.1f %%%n", seed, 100 * accuracy);
      sum += accuracy;
    }
    assertThat(sum / 5).isGreaterThanOrEqualTo(0.8);
  }

  private static double runTwo(long seed) throws Exception {
    return run("digits-rstdp-two", Digits.split(seed).of(0, 1).enlarged(24), seed, 8);
  }

  private static double runTen(long seed) throws Exception {
    return run("digits-rstdp", Digits.split(seed).enlarged(24), seed, 16);
  }

  private static double run(String network, Digits digits, long seed, int epochs) throws Exception {
    try (ImageStream stream = new ImageStream(Examples.network(network, seed), TICKS)) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        Digits.shuffle(stream, digits.train(), 100 * seed + epoch);
      }
      stream.learning(false);
      Digits.show(stream, digits.test());
      return Digits.accuracy(stream.decisions(), digits.test().size());
    }
  }
}
