package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  @Test
  void aboveIsTheComparisonAsANumber() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double bound = random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
      double[] near = {
        bound, Math.nextUp(bound), Math.nextDown(bound), bound + random.nextGaussian(), -bound
      };
      for (double x : near) {
        assertThat(Choice.above(x, bound)).isEqualTo(x > bound ? 1 : 0);
      }
    }
    assertThat(Choice.above(1e-76, 0)).isEqualTo(1);
    assertThat(Choice.above(-0.0, 0)).isEqualTo(0);
    assertThat(Choice.above(Double.NEGATIVE_INFINITY, 0)).isEqualTo(0);
    assertThat(Choice.above(Double.POSITIVE_INFINITY, 0)).isEqualTo(1);
  }

  @Test
  void betweenGivesOneOfBothExactly() {
    assertThat(Choice.between(1, 0.1, 1e300)).isEqualTo(0.1);
    assertThat(Choice.between(0, 1e300, 0.1)).isEqualTo(0.1);
  }
}
