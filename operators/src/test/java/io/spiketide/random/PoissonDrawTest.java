package io.spiketide.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonDrawTest {
  private static final int DRAWS = 200_000;
  private static final CounterRandom RANDOM = new CounterRandom(3, Purpose.NOISE, "draws", "");

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 2, 9.5, 16, 40, 63.9, 64.1, 300})
  void countsHaveThePoissonDistribution(double mean) {
    PoissonDraw draw = PoissonDraw.of(mean);
    int[] histogram = new int[(int) (mean + 20 * Math.sqrt(mean) + 30)];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      long count = draw.count(half(i, 5), RANDOM, i, 5);
      histogram[(int) count]++;
      sum += count;
      squares += (count - mean) * (count - mean);
    }
    assertThat(sum / DRAWS).isCloseTo(mean, within(5 * Math.sqrt(mean / DRAWS)));
    double spread = Math.sqrt((mean + 2 * mean * mean) / DRAWS);
    assertThat(squares / DRAWS).isCloseTo(mean, within(5 * spread));
    assertThat(chiSquarePerCell(histogram, mean)).isLessThan(2.5);
  }

  @Test
  void preparedDrawsAreTheSameAsOthers() {
    for (double mean : new double[] {0, 1e-9, 0.3, 4, 15.99, 63.99, 64, 64.01, 1000, 1e9}) {
      PoissonDraw draw = PoissonDraw.of(mean);
      for (int i = 0; i < 2000; i++) {
        char u = half(i, i);
        assertThat(PoissonDraw.count(mean, u, RANDOM, i, i)).isEqualTo(draw.count(u, RANDOM, i, i));
      }
    }
  }

  /** A mean so small that 16 bits cannot tell its probability. */
  @Test
  void whereTheFirstBitsDoNotDecideFurtherOnesDo() {
    double mean = 0x1.0p-18;
    PoissonDraw draw = PoissonDraw.of(mean);
    int fired = 0;
    for (int i = 0; i < DRAWS; i++) {
      assertThat(draw.count((char) -2, RANDOM, i, 3)).isZero();
      fired += draw.count((char) -1, RANDOM, i, 3) == 1 ? 1 : 0;
    }
    assertThat((double) fired / DRAWS).isCloseTo(0.25, within(5 * Math.sqrt(0.1875 / DRAWS)));
  }

  private static char half(int tick, int index) {
    char[] halves = new char[8];
    RANDOM.many(tick, index & ~7, 8, halves);
    return halves[index & 7];
  }

  @Test
  void largestMeanHasItsSpread() {
    double mean = PoissonDraw.MAX_MEAN;
    double sum = 0;
    double squares = 0;
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      double z = (PoissonDraw.count(mean, (char) 0, RANDOM, i, 0) - mean) / Math.sqrt(mean);
      sum += z;
      squares += z * z;
    }
    assertThat(sum / draws).isCloseTo(0, within(5 / Math.sqrt(draws)));
    assertThat(squares / draws).isCloseTo(1, within(5 * Math.sqrt(2.0 / draws)));
  }

  @Test
  void meanOfZeroNeverCounts() {
    for (int i = 0; i < 1000; i++) {
      assertThat(PoissonDraw.of(0).count(half(i, 0), RANDOM, i, 0)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 2e9, Double.NaN, Double.POSITIVE_INFINITY})
  void meansOutsideTheRangeAreRefused(double mean) {
    assertThatThrownBy(() -> PoissonDraw.of(mean)).hasMessageContaining("is outside 0..");
    assertThatThrownBy(() -> PoissonDraw.count(mean, (char) 0, RANDOM, 0, 0))
        .hasMessageContaining("is outside 0..");
  }

  /** χ² by degree of freedom over the counts that are expected at least 20 times. */
  private static double chiSquarePerCell(int[] histogram, double mean) {
    double logProbability = -mean;
    double chiSquare = 0;
    int cells = 0;
    for (int k = 0; k < histogram.length; k++) {
      double expected = DRAWS * Math.exp(logProbability);
      if (expected >= 20) {
        chiSquare += (histogram[k] - expected) * (histogram[k] - expected) / expected;
        cells++;
      }
      logProbability += Math.log(mean / (k + 1));
    }
    return chiSquare / Math.max(1, cells - 1);
  }
}
