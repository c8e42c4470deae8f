package io.spiketide.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonBlockTest {
  private static final int TICKS = 4_000;
  private static final CounterRandom RANDOM = new CounterRandom(3, Purpose.NOISE, "block", "");

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.01, 0.13, 1})
  void eachCountHasThePoissonDistribution(double mean) {
    PoissonBlock block = PoissonBlock.of(mean);
    long[] histogram = new long[64];
    double[] sums = new double[PoissonBlock.SIZE];
    double neighbours = 0;
    for (int tick = 0; tick < TICKS; tick++) {
      double[] counts = new double[PoissonBlock.SIZE];
      long drawn = block.addTo(counts, 0, PoissonBlock.SIZE, RANDOM, tick, 3);
      assertThat(drawn >>> 32).isEqualTo((long) Arrays.stream(counts).sum());
      assertThat((int) drawn).isEqualTo((int) Arrays.stream(counts).filter(c -> c > 0).count());
      for (int i = 0; i < PoissonBlock.SIZE; i++) {
        histogram[(int) counts[i]]++;
        sums[i] += counts[i];
        neighbours += (counts[i] - mean) * (counts[i ^ 1] - mean);
      }
    }
    double draws = (double) TICKS * PoissonBlock.SIZE;
    assertThat(chiSquarePerCell(histogram, mean, draws)).isLessThan(2.5);
    double total = Arrays.stream(sums).sum();
    assertThat(total / draws).isCloseTo(mean, within(5 * Math.sqrt(mean / draws)));
    for (double sum : sums) {
      assertThat(sum / TICKS).isCloseTo(mean, within(6 * Math.sqrt(mean / TICKS) + 3.0 / TICKS));
    }
    assertThat(neighbours / draws).isCloseTo(0, within(5 * mean * Math.sqrt(2 / draws) + 1e-8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.13, 0.5, 1})
  void theSumOfABlockHasTheSpreadOfIndependentCounts(double meanOfOne) {
    PoissonBlock block = PoissonBlock.of(meanOfOne);
    double mean = meanOfOne * PoissonBlock.SIZE;
    double squares = 0;
    for (int tick = 0; tick < TICKS; tick++) {
      double[] counts = new double[PoissonBlock.SIZE];
      long sum = block.addTo(counts, 0, counts.length, RANDOM, tick, 0) >>> 32;
      squares += (sum - mean) * (sum - mean);
    }
    double spread = Math.sqrt((mean + 2 * mean * mean) / TICKS);
    assertThat(squares / TICKS).isCloseTo(mean, within(5 * spread));
  }

  @Test
  void aPartOfABlockIsAsInTheWhole() {
    PoissonBlock block = PoissonBlock.of(0.7);
    double[] whole = new double[2 * PoissonBlock.SIZE];
    block.addTo(whole, 0, whole.length, RANDOM, 9, 0);
    block.addTo(whole, PoissonBlock.SIZE, whole.length, RANDOM, 9, 1);
    double[] part = new double[80];
    block.addTo(part, -40, part.length, RANDOM, 9, 0);
    long inSecond = block.addTo(part, PoissonBlock.SIZE - 40, part.length, RANDOM, 9, 1);
    assertThat(part).isEqualTo(Arrays.copyOfRange(whole, 40, 120));
    assertThat(inSecond >>> 32)
        .isEqualTo((long) Arrays.stream(part, PoissonBlock.SIZE - 40, 80).sum());
  }

  @Test
  void aMeanOfZeroAddsNothing() {
    double[] counts = new double[PoissonBlock.SIZE];
    assertThat(PoissonBlock.of(0).addTo(counts, 0, counts.length, RANDOM, 1, 0)).isZero();
    assertThat(counts).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 1.01, Double.NaN})
  void meansOutsideTheRangeAreRefused(double mean) {
    assertThatThrownBy(() -> PoissonBlock.of(mean)).isInstanceOf(IllegalArgumentException.class);
  }

  /** χ² by degree of freedom over the counts that are expected at least 20 times. */
  private static double chiSquarePerCell(long[] histogram, double mean, double draws) {
    double logProbability = -mean;
    double chiSquare = 0;
    int cells = 0;
    for (int k = 0; k < histogram.length; k++) {
      double expected = draws * Math.exp(logProbability);
      if (expected >= 20) {
        chiSquare += (histogram[k] - expected) * (histogram[k] - expected) / expected;
        cells++;
      }
      logProbability += Math.log(mean / (k + 1));
    }
    return chiSquare / Math.max(1, cells - 1);
  }
}
