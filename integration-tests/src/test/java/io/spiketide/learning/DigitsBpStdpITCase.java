package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.operator.ImageStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * BP-STDP tells digits in the stage operator, from the description {@code
 * jobs/examples/digits-bp-stdp.yaml}.
 */
class DigitsBpStdpITCase {
  /** 50 ms of the digit and a window of 10 ms without. */
  private static final int TICKS = 59;

  @Test
  @DisplayName(
      "after one epoch 88 % of digits are told, though no more than counts of spikes are known")
  void learnsInOneEpoch() throws Exception {
    assertThat(run(1, 1)).isGreaterThanOrEqualTo(0.88);
  }

  @Test
  @Tag("learning")
  @DisplayName("after six epochs 95 % are told in the mean of five seeds")
  void tellsDigitsWithFiveSeeds() throws Exception {
    double sum = 0;
    for (long seed = 1; seed <= 5; seed++) {
      double accuracy = run(seed, 6);
      System.out.printf("digits-bp-stdp seed %d: %.1f %%%n", seed, 100 * accuracy);
      sum += accuracy;
    }
    assertThat(sum / 5).isGreaterThanOrEqualTo(0.95);
  }

  private static double run(long seed, int epochs) throws Exception {
    Digits digits = Digits.split(seed);
    try (ImageStream stream = new ImageStream(Examples.network("digits-bp-stdp", seed), TICKS)) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        Digits.shuffle(stream, digits.train(), 100 * seed + epoch);
      }
      stream.learning(false);
      Digits.show(stream, digits.test());
      return Digits.accuracy(stream.decisions(), digits.test().size());
    }
  }
}
