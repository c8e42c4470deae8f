package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReSuMeTest {
  private static final Map<String, Double> GIVEN =
      Map.of("eta", 0.01, "a", 0.2, "tau", 10.0, "w_min", -1e9, "w_max", 1e9);

  @Test
  @DisplayName("traces give STDP on wanted spikes and anti-STDP on actual ones")
  void equalsAllPairs() {
    Random random = new Random(3);
    long[][] pre = PairStdpTest.trains(random, 5, 2000, 20);
    long[][] post = PairStdpTest.trains(random, 2, 2000, 20);
    long[][] wanted = PairStdpTest.trains(random, 2, 2000, 20);
    RuleRun run =
        new RuleRun(
            new ReSuMe(),
            new Connectivity.AllToAll(true),
            Shape.of(5),
            Shape.of(2),
            Values.of(0.5),
            0,
            GIVEN,
            Map.of(),
            100);
    for (int n = 0; n < 2; n++) {
      for (long t : wanted[n]) {
        run.signals.add(new double[] {t, n, 1});
      }
    }

    run.run(2000, pre, post);

    for (int i = 0; i < 5; i++) {
      for (int n = 0; n < 2; n++) {
        double expected = 0.5 + 0.01 * (sum(pre[i], wanted[n]) - sum(pre[i], post[n]));
        assertThat(run.state.weights[2 * i + n]).isCloseTo(expected, within(1e-9));
      }
    }
  }

  private static double sum(long[] pre, long[] spikes) {
    double sum = 0;
    for (long t : spikes) {
      sum += 0.2;
      for (long i : pre) {
        sum += i <= t ? Math.exp(-(t - i) * 0.1 / 10) : 0;
      }
    }
    return sum;
  }

  @Test
  @DisplayName("a neuron that fires as wanted keeps its weights")
  void asWanted() {
    RuleRun run = RuleRun.single(new ReSuMe(), 0.5, 0, GIVEN, Map.of());
    run.signals.add(new double[] {30, 0, 1});

    run.run(100, new long[][] {{10}}, new long[][] {{30}});

    assertThat(run.state.weights[0]).isEqualTo(0.5);
  }
}
