package io.spiketide.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

  /** Quantiles as tabulated to 16 digits, in the centre, between, and far out. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.25, -0.6744897501960817",
    "0.001, -3.090232306167814",
    "0.975, 1.959963984540054",
    "1e-20, -9.262340089798408"
  })
  void agreesWithTabulatedQuantiles(double p, double z) {
    assertThat(NormalQuantile.of(p)).isCloseTo(z, within(1e-15 * Math.max(1, Math.abs(z))));
  }

  @Test
  void isOddAboutOneHalfAndRisesAcrossItsThreeRanges() {
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < 4096; i++) {
      double p = i / 4096.0;
      double z = NormalQuantile.of(p);
      assertThat(z).isGreaterThan(before).isEqualTo(-NormalQuantile.of(1 - p));
      before = z;
    }
  }

  @Test
  void reachesBeyondEightSigmaAtTheSmallestUniformNumber() {
    assertThat(NormalQuantile.of(0x1.0p-53)).isBetween(-8.3, -8.2);
  }
}
