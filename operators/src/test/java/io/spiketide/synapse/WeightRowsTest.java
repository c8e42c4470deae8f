package io.spiketide.synapse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightRowsTest {
  private static final int SOURCES = 9;
  private static final int TARGETS = 37;

  private final Random random = new Random(3);
  private final float[][] weights = weights();

  @Test
  void smallMatricesAreWideAndThoseBeyondTheCacheAreNot() {
    assertThat(WeightRows.of(weights, TARGETS)).isInstanceOf(WeightRows.Wide.class);
    assertThat(WeightRows.isWide(1000, 4000)).isTrue();
    assertThat(WeightRows.isWide(4000, 4000)).isFalse();
  }

  @Test
  void bothFormsGiveTheSumsOfOneRowAfterTheOtherBitForBit() {
    WeightRows wide = WeightRows.of(weights, TARGETS);
    WeightRows narrow = new WeightRows.Narrow(weights);
    int[] sources = {0, 2, 3, 7};
    for (double[] counts : new double[][] {{1, 1, 1, 1}, {0.3, 2, -1.7, 1}}) {
      double[] expected = random.doubles(TARGETS, -1, 1).toArray();
      double[] inWide = expected.clone();
      double[] inNarrow = expected.clone();
      for (int i = 0; i < sources.length; i++) {
        for (int t = 0; t < TARGETS; t++) {
          expected[t] += weights[sources[i]][t] * counts[i];
        }
      }
      wide.addFour(sources, counts, 0, inWide);
      narrow.addFour(sources, counts, 0, inNarrow);
      assertThat(inWide).isEqualTo(expected);
      assertThat(inNarrow).isEqualTo(expected);

      for (int t = 5; t < 30; t++) {
        expected[t] += weights[8][t] * 1.1;
      }
      wide.add(8, 1.1, inWide, 5, 30);
      narrow.add(8, 1.1, inNarrow, 5, 30);
      assertThat(inWide).isEqualTo(expected);
      assertThat(inNarrow).isEqualTo(expected);
    }
  }

  @Test
  void sharedRowsAreWidenedOnce() {
    float[] row = {1, 2};
    WeightRows.Wide wide = (WeightRows.Wide) WeightRows.of(new float[][] {row, row, row}, 2);
    assertThat(wide.rows()[2]).isSameAs(wide.rows()[0]);
  }

  private float[][] weights() {
    float[][] drawn = new float[SOURCES][TARGETS];
    for (float[] row : drawn) {
      for (int t = 0; t < TARGETS; t++) {
        row[t] = random.nextFloat() - 0.5f;
      }
    }
    return drawn;
  }
}
