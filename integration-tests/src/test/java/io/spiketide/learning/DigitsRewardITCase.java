package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(runTwo(1, 3)).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  @Tag("learning")
  @DisplayName("with five seeds two digits are told apart in 97 % in the mean")
  void tellsTwoDigitsWithFiveSeeds() throws Exception {
    assertThat(Digits.meanOfFive("digits-rstdp-two", seed -> runTwo(seed, 8)))
        .isGreaterThanOrEqualTo(0.97);
  }

  @Test
  @Tag("learning")
  @DisplayName("with five seeds ten digits are told apart in 80 % in the mean")
  void tellsTenDigitsWithFiveSeeds() throws Exception {
    assertThat(Digits.meanOfFive("digits-rstdp", seed -> runTen(seed, 6)))
        .isGreaterThanOrEqualTo(0.8);
  }

  private static double runTwo(long seed, int epochs) throws Exception {
    Digits two = Digits.split(seed).of(0, 1).enlarged(24);
    return two.taught("digits-rstdp-two", seed, TICKS, epochs);
  }

  private static double runTen(long seed, int epochs) throws Exception {
    return Digits.split(seed).enlarged(24).taught("digits-rstdp", seed, TICKS, epochs);
  }
}
