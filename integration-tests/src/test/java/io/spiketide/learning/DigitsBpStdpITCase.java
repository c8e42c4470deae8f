package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

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
  @DisplayName("after one epoch 88 % of digits are told")
  void learnsInOneEpoch() throws Exception {
    assertThat(run(1, 1)).isGreaterThanOrEqualTo(0.88);
  }

  @Test
  @Tag("learning")
  @DisplayName("after six epochs 95 % are told in the mean of five seeds")
  void tellsDigitsWithFiveSeeds() throws Exception {
    assertThat(Digits.meanOfFive("digits-bp-stdp", seed -> run(seed, 6)))
        .isGreaterThanOrEqualTo(0.95);
  }

  private static double run(long seed, int epochs) throws Exception {
    return Digits.split(seed).taught("digits-bp-stdp", seed, TICKS, epochs);
  }
}
