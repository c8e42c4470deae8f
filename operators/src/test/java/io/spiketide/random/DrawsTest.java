package io.spiketide.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Values;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final int N = 50_000;

  private final CounterRandom random = new CounterRandom(3, Purpose.PARAMETER, "hidden", "");

  @Test
  void constantsAndListsAreTakenAsTheyAre() {
    assertThat(Draws.all(Values.of(2.5), 3, random)).containsExactly(2.5, 2.5, 2.5);
    assertThat(Draws.all(Values.of(1, 2, 4), 3, random)).containsExactly(1, 2, 4);
  }

  @Test
  void aListOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> Draws.all(Values.of(1.0, 2.0), 3, random))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 values are listed where 3 are needed");
  }

  @Test
  void oneElementIsTheSameAloneAndAmongAll() {
    Values values = new Values.Normal(1, 2, -1, 3);
    double[] all = Draws.all(values, 100, random);
    assertThat(Draws.at(values, 42, random, 0)).isEqualTo(all[42]);
    assertThat(Draws.all(values, 50, random)).isEqualTo(Arrays.copyOf(all, 50));
  }

  @Test
  void uniformNumbersStayWithinTheirRange() {
    double[] drawn = Draws.all(new Values.Uniform(-65, -50), N, random);
    assertThat(Arrays.stream(drawn)).allMatch(v -> v >= -65 && v < -50);
    assertThat(mean(drawn)).isCloseTo(-57.5, within(4 * 15 / Math.sqrt(12.0 * N)));
  }

  @Test
  void uniformNumbersOfATinyRangeNeverReachItsEnd() {
    double high = Math.nextUp(1.0);
    assertThat(Draws.all(new Values.Uniform(1, high), 1000, random)).containsOnly(1.0);
  }

  @Test
  void normalNumbersAreDrawnAgainRatherThanPiledUpAtTheBounds() {
    double[] drawn = Draws.all(new Values.Normal(10, 2, 9, 12), N, random);
    assertThat(Arrays.stream(drawn)).allMatch(v -> v > 9 && v < 12);
    double truncatedMean = 10 + 2 * (density(-0.5) - density(1)) / (0.841344746 - 0.308537539);
    assertThat(mean(drawn)).isCloseTo(truncatedMean, within(4 * 0.9 / Math.sqrt(N)));
  }

  @Test
  void normalNumbersThatNeverFitAreClipped() {
    assertThat(Draws.all(new Values.Normal(100, 1e-9, 0, 1), 2, random)).containsExactly(1, 1);
    assertThat(Draws.all(new Values.Normal(-1, 0, 0, 1), 1, random)).containsExactly(0);
  }

  @Test
  void lognormalNumbersHaveTheirMedianAndSpread() {
    double[] drawn = Draws.all(new Values.Lognormal(Math.log(5), 0.5), N, random);
    double[] logs = Arrays.stream(drawn).map(Math::log).toArray();
    assertThat(mean(logs)).isCloseTo(Math.log(5), within(4 * 0.5 / Math.sqrt(N)));
    double variance = Arrays.stream(logs).map(v -> v * v).average().orElseThrow();
    variance -= mean(logs) * mean(logs);
    assertThat(variance).isCloseTo(0.25, within(4 * 0.25 * Math.sqrt(2.0 / N)));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
