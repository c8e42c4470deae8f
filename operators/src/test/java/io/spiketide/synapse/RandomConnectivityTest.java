package io.spiketide.synapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.FixedIndegree;
import io.spiketide.network.Connectivity.FixedProbability;
import io.spiketide.network.Connectivity.FixedTotalNumber;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.synapse.Projections.Sample;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomConnectivityTest {
  private static final double SIGMAS = 4;
  private static final int N = 300;

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1, 0.5, 0.97})
  void fixedProbabilityConnectsThatShareOfThePairs(double p) {
    int[][] pairs = between(new FixedProbability(p, true));
    double expected = p * N * N;
    assertThat((double) total(pairs))
        .isCloseTo(expected, within(SIGMAS * Math.sqrt(expected * (1 - p))));
    double each = SIGMAS * 1.3 * Math.sqrt(p * (1 - p) * N) + 1;
    for (int i = 0; i < N; i++) {
      assertThat((double) outdegree(pairs, i)).isCloseTo(p * N, within(each));
      assertThat((double) indegree(pairs, i)).isCloseTo(p * N, within(each));
    }
    assertThat(largest(pairs)).isEqualTo(1);
  }

  @Test
  void probabilityZeroConnectsNothingAndOneEverything() {
    assertThat(total(between(new FixedProbability(0, true)))).isZero();
    assertThat(total(between(new FixedProbability(1, true)))).isEqualTo(N * N);
    assertThat(total(recurrent(new FixedProbability(1, false)))).isEqualTo(N * N - N);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 299, 300})
  void fixedIndegreeWithoutMultapsesTakesSoManyDifferentSources(int indegree) {
    int[][] pairs = between(new FixedIndegree(indegree, true, false));
    for (int target = 0; target < N; target++) {
      assertThat(indegree(pairs, target)).isEqualTo(indegree);
    }
    assertThat(largest(pairs)).isLessThanOrEqualTo(1);
    double p = (double) indegree / N;
    double each = SIGMAS * 1.3 * Math.sqrt(p * (1 - p) * N) + 1;
    for (int source = 0; source < N; source++) {
      assertThat((double) outdegree(pairs, source)).isCloseTo(indegree, within(each));
    }
  }

  @Test
  void fixedIndegreeWithMultapsesMayRepeatASource() {
    int[][] pairs = between(new FixedIndegree(500, true, true));
    for (int target = 0; target < N; target++) {
      assertThat(indegree(pairs, target)).isEqualTo(500);
    }
    assertThat(largest(pairs)).isGreaterThan(1);
  }

  @Test
  void fixedTotalNumberIsExactAndEven() {
    int[][] pairs = between(new FixedTotalNumber(60_000, true));
    assertThat(total(pairs)).isEqualTo(60_000);
    double each = SIGMAS * 1.3 * Math.sqrt(60_000.0 / N);
    for (int i = 0; i < N; i++) {
      assertThat((double) outdegree(pairs, i)).isCloseTo(60_000.0 / N, within(each));
      assertThat((double) indegree(pairs, i)).isCloseTo(60_000.0 / N, within(each));
    }
  }

  @Test
  void autapsesAreLeftOutWithinAPopulation() {
    assertThat(autapses(recurrent(new FixedProbability(0.5, false)))).isZero();
    assertThat(autapses(recurrent(new FixedIndegree(100, false, false)))).isZero();
    assertThat(autapses(recurrent(new FixedIndegree(100, false, true)))).isZero();
    assertThat(autapses(recurrent(new FixedTotalNumber(50_000, false)))).isZero();
    assertThat(indegree(recurrent(new FixedIndegree(299, false, false)), 7)).isEqualTo(299);
  }

  @Test
  void autapsesAreAllowedWhereAskedForAndBetweenPopulations() {
    assertThat(autapses(recurrent(new FixedProbability(0.5, true)))).isBetween(110, 190);
    assertThat(autapses(between(new FixedProbability(0.5, false)))).isBetween(110, 190);
    assertThat(autapses(between(new FixedIndegree(150, false, false)))).isBetween(110, 190);
    assertThat(autapses(recurrent(new FixedTotalNumber(50_000, true)))).isPositive();
  }

  @Test
  void aRangeOfTargetsIsDrawnTheSameAlone() {
    for (Connectivity rule :
        new Connectivity[] {new FixedProbability(0.3, true), new FixedIndegree(20, true, false)}) {
      int[][] whole = between(rule);
      int[][] part = pairs(sample(rule, 100), 100);
      for (int source = 0; source < N; source++) {
        assertThat(part[source]).isEqualTo(Arrays.copyOf(whole[source], 100));
      }
    }
  }

  @Test
  void otherSeedsAndNamesGiveOtherNetworks() {
    Sample sample = sample(new FixedProbability(0.5, true), N);
    int[][] first = pairs(sample, N);
    int[][] otherSeed = new int[N][N];
    SynapseCompiler.compile(sample.projection(), sample.source(), sample.target(), 43)
        .forEach((s, t, weight, delay) -> otherSeed[s][t]++);
    int[][] otherName = new int[N][N];
    SynapseCompiler.compile(
            sample.projection().named("q"), sample.source(), sample.target(), Projections.SEED)
        .forEach((s, t, weight, delay) -> otherName[s][t]++);
    assertThat(differences(first, otherSeed)).isBetween(44_000, 46_000);
    assertThat(differences(first, otherName)).isBetween(44_000, 46_000);
  }

  private static int[][] between(Connectivity rule) {
    return pairs(sample(rule, N), N);
  }

  private static int[][] recurrent(Connectivity rule) {
    return pairs(Projections.within(rule, Shape.of(N), Values.of(1), Values.of(1)), N);
  }

  private static Sample sample(Connectivity rule, int targets) {
    return Projections.between(rule, Shape.of(N), Shape.of(targets), Values.of(1), Values.of(1));
  }

  private static int[][] pairs(Sample sample, int targets) {
    int[][] pairs = new int[N][targets];
    sample.compile().forEach((source, target, weight, delay) -> pairs[source][target]++);
    return pairs;
  }

  private static int total(int[][] pairs) {
    int total = 0;
    for (int source = 0; source < N; source++) {
      total += outdegree(pairs, source);
    }
    return total;
  }

  private static int outdegree(int[][] pairs, int source) {
    return Arrays.stream(pairs[source]).sum();
  }

  private static int indegree(int[][] pairs, int target) {
    return Arrays.stream(pairs).mapToInt(row -> row[target]).sum();
  }

  private static int autapses(int[][] pairs) {
    int autapses = 0;
    for (int i = 0; i < N; i++) {
      autapses += pairs[i][i];
    }
    return autapses;
  }

  private static int largest(int[][] pairs) {
    return Arrays.stream(pairs).flatMapToInt(Arrays::stream).max().orElseThrow();
  }

  private static int differences(int[][] a, int[][] b) {
    int differences = 0;
    for (int s = 0; s < N; s++) {
      for (int t = 0; t < N; t++) {
        differences += a[s][t] == b[s][t] ? 0 : 1;
      }
    }
    return differences;
  }
}
