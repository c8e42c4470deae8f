package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TripletStdpTest {
  private static final double MS = 0.1;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("traces give the sum over all pairs and triplets")
  void equalsAllTriplets(long seed) {
    Random random = new Random(seed);
    long[] pre = PairStdpTest.trains(random, 1, 4000, 60)[0];
    long[] post = PairStdpTest.trains(random, 1, 4000, 60)[0];
    Map<String, Double> given =
        Map.of("A2_plus", 0.004, "A3_minus", 0.003, "w_min", -1e6, "w_max", 1e6);
    RuleRun run = RuleRun.single(new TripletStdp(), 0, 0, given, Map.of());

    run.run(4001, new long[][] {pre}, new long[][] {post});

    double expected = 0;
    for (long j : post) {
      double r1 = sum(pre, j, 16.8, true);
      double o2 = sum(post, j, 125, false);
      expected += r1 * (0.004 + 6.2e-3 * o2);
    }
    for (long i : pre) {
      double o1 = sum(post, i, 33.7, false);
      double r2 = sum(pre, i, 101, false);
      expected -= o1 * (7e-3 + 0.003 * r2);
    }
    assertThat(run.state.weights[0]).isCloseTo(expected, within(1e-9));
    assertThat(Math.abs(expected)).isGreaterThan(0.01);
  }

  /**
   * @param with whether a spike at the very time counts
   */
  private static double sum(long[] train, long at, double tau, boolean with) {
    double sum = 0;
    for (long t : train) {
      if (t < at || with && t == at) {
        sum += Math.exp(-(at - t) * MS / tau);
      }
    }
    return sum;
  }
}
