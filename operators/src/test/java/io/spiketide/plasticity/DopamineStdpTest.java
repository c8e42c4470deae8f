package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DopamineStdpTest {
  private static final double MS = 0.1;
  private static final double TAU_C = 1000;
  private static final double TAU_D = 200;
  private static final Map<String, Double> WIDE =
      Map.of("A_plus", 0.1, "A_minus", 0.15, "w_min", -1e9, "w_max", 1e9);

  /**
   * One pair 10 ms apart is eligible by 0.1 e^(-1/2); 1 s later half a unit of dopamine meets what
   * is left of it. dw = c d / (1/tau_c + 1/tau_d) = 0.022313 x 0.5 x 1/6 s.
   */
  @Test
  @DisplayName("a reward one second after a pair changes the weight by the integral of c d")
  void goldenReward() {
    RuleRun run = RuleRun.single(new DopamineStdp(), 1, 0, WIDE, Map.of());
    run.signals.add(new double[] {10_200, 0, 0.5});

    run.run(60_000, new long[][] {{100}}, new long[][] {{200}});

    double c = 0.1 * Math.exp(-10.0 / 20) * Math.exp(-1000.0 / TAU_C);
    assertThat(c).isCloseTo(0.022313, within(5e-7));
    assertThat(run.state.weights[0] - 1).isCloseTo(c * 0.5 / 6, within(1e-11));
  }

  @Test
  @DisplayName("with tau_d 0 a reward acts at once")
  void atOnce() {
    Map<String, Double> given = Map.of("A_plus", 0.1, "tau_d", 0.0, "w_max", 10.0);
    RuleRun run = RuleRun.single(new DopamineStdp(), 1, 0, given, Map.of());
    run.signals.add(new double[] {10_200, 0, -2});

    run.run(10_300, new long[][] {{100}}, new long[][] {{200}});

    double c = 0.1 * Math.exp(-10.0 / 20) * Math.exp(-1000.0 / TAU_C);
    assertThat(run.state.weights[0]).isCloseTo(1 - 2 * c, within(1e-12));
    assertThat(run.plasticity.everyTick()).isFalse();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("traces give the sum over all pairs of spikes and all rewards")
  void equalsAllPairs(long seed) {
    Random random = new Random(seed);
    long[][] pre = PairStdpTest.trains(random, 1, 4000, 30);
    long[][] post = PairStdpTest.trains(random, 1, 4000, 30);
    Map<String, Double> given = new java.util.HashMap<>(WIDE);
    given.put("baseline", 0.002);
    RuleRun run = RuleRun.single(new DopamineStdp(), 0, 2, given, Map.of());
    long[][] rewards = {{700, 2}, {1500, -1}, {1500, 3}, {3100, 1}};
    for (long[] reward : rewards) {
      run.signals.add(new double[] {reward[0], 0, reward[1]});
    }
    int ticks = 5000;

    run.run(ticks, pre, post);

    // each pair marks the synapse when its later spike is there
    double expected = 0;
    for (long i : pre[0]) {
      for (long post1 : post[0]) {
        long arrived = i + 2;
        double apart = Math.abs(post1 - arrived) * MS;
        double mark = (post1 >= arrived ? 0.1 : -0.15) * Math.exp(-apart / 20);
        long marked = Math.max(arrived, post1);
        expected += mark * 0.002 * integral((ticks - marked) * MS, 1 / TAU_C);
        for (long[] reward : rewards) {
          long both = Math.max(marked, reward[0]);
          double c = Math.exp(-(both - marked) * MS / TAU_C);
          double d = reward[1] * Math.exp(-(both - reward[0]) * MS / TAU_D);
          expected += mark * c * d * integral((ticks - both) * MS, 1 / TAU_C + 1 / TAU_D);
        }
      }
    }
    assertThat(run.state.weights[0]).isCloseTo(expected, within(1e-9));
    assertThat(Math.abs(expected)).isGreaterThan(1e-3);
  }

  private static double integral(double ms, double rate) {
    return (1 - Math.exp(-ms * rate)) / rate / 1000;
  }

  @Test
  @DisplayName("while learning is off eligibility and dopamine go on and weights stay")
  void learningOff() {
    RuleRun run = RuleRun.single(new DopamineStdp(), 1, 0, WIDE, Map.of());
    run.signals.add(new double[] {300, 0, 0.5});
    run.state.rate = 0;

    run.run(1000, new long[][] {{100}}, new long[][] {{200}});

    assertThat(run.state.weights[0]).isEqualTo(1);
    assertThat(run.state.synapse[0][0]).isPositive();
    assertThat(run.state.rule[3][0]).isEqualTo(0.5);
  }
}
