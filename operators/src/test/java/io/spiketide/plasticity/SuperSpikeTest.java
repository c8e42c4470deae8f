package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuperSpikeTest {
  private static final double MS = 0.1;
  private static final int TICKS = 600;
  private static final Map<String, Double> GIVEN =
      Map.of("eta", 0.5, "beta", 3.0, "w_min", -1e9, "w_max", 1e9);

  /** w = eta h sum over t of (psp * (wanted - fired))(t) x (psp * g)(t), by plain convolutions. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("filters give the sum over convolutions with the kernels")
  void equalsConvolutions(long seed) {
    Random random = new Random(seed);
    long[][] pre = PairStdpTest.trains(random, 1, 300, 8);
    long[][] post = PairStdpTest.trains(random, 1, 300, 4);
    long[][] wanted = PairStdpTest.trains(random, 1, 300, 4);
    double v = random.nextDouble() * 2;
    RuleRun run = RuleRun.single(new SuperSpike(), 0, 0, GIVEN, Map.of());
    run.state.neurons[0][0] = v;
    for (long t : wanted[0]) {
      run.signals.add(new double[] {t, 0, 1});
    }

    run.run(TICKS, pre, post);

    double surrogate = 1 / Math.pow(1 + 3 * Math.abs(v - 1), 2);
    double expected = 0;
    // the last step's change is still to be made
    for (int t = 0; t < TICKS - 1; t++) {
      double error = sum(wanted[0], t) - sum(post[0], t);
      double eligible = 0;
      for (int s = 0; s <= t; s++) {
        eligible += kernel(t - s) * surrogate * traced(pre[0], s);
      }
      expected += 0.5 * MS * error * eligible;
    }
    assertThat(run.state.weights[0]).isCloseTo(expected, within(1e-9));
    assertThat(Math.abs(expected)).isGreaterThan(1e-4);
  }

  private static double traced(long[] spikes, int t) {
    double x = 0;
    for (long s : spikes) {
      x += s <= t ? Math.exp(-(t - s) * MS / 5) : 0;
    }
    return x;
  }

  private static double sum(long[] spikes, int t) {
    double sum = 0;
    for (long s : spikes) {
      sum += s <= t ? kernel((int) (t - s)) : 0;
    }
    return sum;
  }

  /** What is left of a spike after n steps in the two filters, one after the other. */
  private static double kernel(int n) {
    double sum = 0;
    for (int k = 0; k <= n; k++) {
      sum += Math.exp(-k * MS / 5) * (1 - Math.exp(-MS / 10)) * Math.exp(-(n - k) * MS / 10);
    }
    return sum;
  }

  @Test
  @DisplayName("a neuron that fires as wanted keeps its weights")
  void asWanted() {
    RuleRun run = RuleRun.single(new SuperSpike(), 0.5, 0, GIVEN, Map.of());
    run.signals.add(new double[] {30, 0, 1});

    run.run(TICKS, new long[][] {{10, 20}}, new long[][] {{30}});

    assertThat(run.state.weights[0]).isEqualTo(0.5);
    assertThat(run.state.synapse[1][0]).isPositive();
  }
}
