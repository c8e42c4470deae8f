package io.spiketide.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RidgeTest {

  @Test
  void findsTheWeightsOfASumWithoutNoise() {
    Random random = new Random(1);
    double[] weights = {2, -3, 0.5};
    double[][] x = new double[50][3];
    double[] y = new double[50];
    for (int k = 0; k < 50; k++) {
      for (int i = 0; i < 3; i++) {
        x[k][i] = random.nextGaussian();
        y[k] += weights[i] * x[k][i];
      }
    }
    assertThat(Ridge.fit(x, y, 1e-9)).containsExactly(weights, within(1e-7));
  }

  /** One feature: w = Σ x y / (Σ x² + penalty). */
  @Test
  void thePenaltyMakesWeightsSmaller() {
    double[][] x = {{1}, {2}};
    double[] y = {3, 6};
    assertThat(Ridge.fit(x, y, 5)).containsExactly(new double[] {1.5}, within(1e-12));
  }
}
