package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairStdpTest {
  private static final double MS_PER_TICK = 0.1;
  private static final Map<String, Double> WIDE = Map.of("w_min", -1e9, "w_max", 1e9);

  @Test
  @DisplayName("a pair 10 ms apart with tau 15 ms changes the weight by 0.513417 of the amplitude")
  void goldenFactor() {
    Map<String, Double> given =
        Map.of("A_plus", 1.0, "tau_plus", 15.0, "w_min", -10.0, "w_max", 10.0);
    RuleRun run = RuleRun.single(new PairStdp(), 0, 0, given, Map.of());

    run.run(200, new long[][] {{20}}, new long[][] {{120}});

    assertThat(run.state.weights[0]).isCloseTo(0.513417, within(5e-7));
    assertThat(run.state.weights[0]).isCloseTo(Math.exp(-10.0 / 15), within(1e-12));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("traces give the sum over all pairs of spikes")
  void equalsAllPairs(long seed) {
    Random random = new Random(seed);
    long[][] pre = trains(random, 7, 3000, 40);
    long[][] post = trains(random, 4, 3000, 40);
    RuleRun run =
        new RuleRun(
            new PairStdp(),
            new Connectivity.FixedProbability(0.6, true),
            Shape.of(7),
            Shape.of(4),
            new Values.Uniform(0, 1),
            3,
            WIDE,
            Map.of(),
            100);
    double[] before = run.state.weights.clone();

    run.run(3100, pre, post);

    int[] next = {0};
    io.spiketide.synapse.SynapseCompiler.compile(
            io.spiketide.network.Projection.of(
                "a", "b", new Connectivity.FixedProbability(0.6, true), Values.of(1), 3),
            Shape.of(7),
            Shape.of(4),
            1)
        .forEach(
            (source, target, weight, delay) -> {
              double expected = before[next[0]] + allPairs(pre[source], post[target], 3);
              assertThat(run.state.weights[next[0]++]).isCloseTo(expected, within(1e-9));
            });
    assertThat(next[0]).isEqualTo(before.length).isGreaterThan(10);
  }

  /** Sum over all pairs: A_plus e^(-dt/tau) where the spike arrived before or with the other. */
  private static double allPairs(long[] pre, long[] post, int delay) {
    double sum = 0;
    for (long i : pre) {
      for (long j : post) {
        double ms = (j - (i + delay)) * MS_PER_TICK;
        sum += ms >= 0 ? 0.01 * Math.exp(-ms / 20) : -0.0105 * Math.exp(ms / 20);
      }
    }
    return sum;
  }

  /**
   * NEST's stdp_synapse by hand: at each presynaptic spike, first the postsynaptic spikes since the
   * one before, each {@code d} later at the synapse, potentiate with the trace of earlier
   * presynaptic spikes, then the trace of the postsynaptic spikes before depresses.
   */
  @ParameterizedTest(name = "mu {0}, {1}")
  @CsvSource({"0, 0", "1, 1", "0, 1", "0.4, 0.4"})
  @DisplayName("the weight follows NEST's stdp_synapse")
  void followsNest(double muPlus, double muMinus) {
    double lambda = 0.01;
    double alpha = 1.05;
    double wMax = 100;
    double tauPlus = 20;
    double tauMinus = 33.7;
    double delayMs = 1.5;
    double[] preMs = {10, 14.2, 30, 31.1, 47.7, 80, 81, 82, 120.5, 150};
    double[] postMs = {8, 12.3, 28.5, 35, 45.9, 46.8, 79.1, 83.3, 119, 140.2, 148.5};

    double w = 50;
    double kPlus = 0;
    double last = 0;
    for (double pre : preMs) {
      for (double post : postMs) {
        double there = post + delayMs;
        if (there > last && there <= pre) {
          double norm =
              w / wMax
                  + lambda
                      * Math.pow(1 - w / wMax, muPlus)
                      * kPlus
                      * Math.exp((last - there) / tauPlus);
          w = Math.min(1, norm) * wMax;
        }
      }
      double kMinus = 0;
      for (double post : postMs) {
        if (post + delayMs < pre) {
          kMinus += Math.exp((post + delayMs - pre) / tauMinus);
        }
      }
      w = Math.max(0, w / wMax - alpha * lambda * Math.pow(w / wMax, muMinus) * kMinus) * wMax;
      kPlus = kPlus * Math.exp((last - pre) / tauPlus) + 1;
      last = pre;
    }

    RuleRun run =
        RuleRun.single(
            new PairStdp(),
            50,
            15,
            Map.of(
                "A_plus", lambda * wMax,
                "A_minus", alpha * lambda * wMax,
                "mu_plus", muPlus,
                "mu_minus", muMinus,
                "tau_plus", tauPlus,
                "tau_minus", tauMinus,
                "w_max", wMax),
            Map.of("delay", "dendritic"));
    // up to the last presynaptic spike: NEST updates no later
    run.run(1500 + 15 + 1, new long[][] {ticks(preMs)}, new long[][] {ticks(postMs)});

    assertThat(run.state.weights[0]).isCloseTo(w, within(1e-9)).isNotEqualTo(50);
  }

  @ParameterizedTest(name = "seed {0}, pairs {1}")
  @CsvSource({"1, all", "2, all", "3, nearest", "4, nearest"})
  @DisplayName("what is put off and held within the bounds at once is what spike after spike gives")
  void equalsSpikeAfterSpike(long seed, String pairs) {
    int sources = 5;
    int targets = 4;
    Map<String, Double> given =
        Map.of("A_plus", 0.6, "A_minus", 0.7, "w_max", 1.0, "tau_plus", 17.0);
    RuleRun run =
        new RuleRun(
            new PairStdp(),
            new Connectivity.AllToAll(true),
            Shape.of(sources),
            Shape.of(targets),
            Values.of(0.5),
            0,
            given,
            Map.of("pairs", pairs),
            100);
    double[] w = run.state.weights.clone();
    double[] x = new double[sources];
    double[] y = new double[targets];
    boolean nearest = pairs.equals("nearest");
    Random random = new Random(seed);
    int atBounds = 0;
    // 4 s, longer than many stretches of 8 tau, one of them silent
    for (long tick = 0; tick < 40_000; tick++) {
      decay(x, 17);
      decay(y, 20);
      if (random.nextInt(2_000) == 0) {
        run.state.rate = random.nextInt(3) / 2.0;
      }
      if (random.nextInt(3_000) == 0) {
        run.plasticity.settle(run.state); // as before a command
        assertThat(run.state.weights).containsExactly(w, within(1e-10));
      }
      boolean silent = tick > 15_000 && tick < 25_000;
      Spikes arriving = some(random, sources, silent);
      if (arriving.size() > 0) {
        run.plasticity.arriving(run.state, arriving, tick);
        run.plasticity.arrived(run.state, arriving, tick);
        for (int s = 0; s < arriving.size(); s++) {
          int i = arriving.neuron(s);
          for (int j = 0; j < targets; j++) {
            int k = i * targets + j;
            w[k] = clip(w[k] - run.state.rate * 0.7 * y[j]);
          }
          x[i] = nearest ? 1 : x[i] + 1;
        }
      }
      Spikes fired = some(random, targets, silent);
      if (fired.size() > 0) {
        run.plasticity.fired(run.state, fired, tick);
        for (int s = 0; s < fired.size(); s++) {
          int j = fired.neuron(s);
          for (int i = 0; i < sources; i++) {
            int k = i * targets + j;
            w[k] = clip(w[k] + run.state.rate * 0.6 * x[i]);
            atBounds += w[k] == 1 || w[k] == 0 ? 1 : 0;
          }
          y[j] = nearest ? 1 : y[j] + 1;
        }
      }
    }
    run.plasticity.settle(run.state);
    assertThat(atBounds).as("weights at their bounds").isGreaterThan(100);
    assertThat(run.state.weights).containsExactly(w, within(1e-10));
  }

  private static void decay(double[] trace, double tau) {
    for (int i = 0; i < trace.length; i++) {
      trace[i] *= Math.exp(-MS_PER_TICK / tau);
    }
  }

  private static double clip(double w) {
    return Math.min(1, Math.max(0, w));
  }

  private static Spikes some(Random random, int neurons, boolean silent) {
    Spikes spikes = new Spikes(neurons);
    for (int n = 0; n < neurons; n++) {
      if (random.nextInt(300) == 0 && !silent) {
        spikes.add(n);
      }
    }
    return spikes;
  }

  @Test
  @DisplayName("weights stay within their bounds")
  void staysWithinBounds() {
    Map<String, Double> given = Map.of("A_plus", 0.7, "A_minus", 0.9, "w_min", 0.2, "w_max", 0.8);
    RuleRun up = RuleRun.single(new PairStdp(), 0.5, 0, given, Map.of());
    up.run(10, new long[][] {{1}}, new long[][] {{2}});
    RuleRun down = RuleRun.single(new PairStdp(), 0.5, 0, given, Map.of());
    down.run(10, new long[][] {{2}}, new long[][] {{1}});

    assertThat(up.state.weights[0]).isEqualTo(0.8);
    assertThat(down.state.weights[0]).isEqualTo(0.2);
  }

  @Test
  @DisplayName("nearest pairs count the last spike alone")
  void nearestPairs() {
    Map<String, Double> given = Map.of("A_plus", 1.0, "w_max", 100.0);
    RuleRun run = RuleRun.single(new PairStdp(), 0, 0, given, Map.of("pairs", "nearest"));

    run.run(300, new long[][] {{10, 20, 30}}, new long[][] {{130}});

    assertThat(run.state.weights[0]).isCloseTo(Math.exp(-10.0 / 20), within(1e-12));
  }

  @Test
  @DisplayName("while learning is off traces go on and weights stay")
  void learningOff() {
    Map<String, Double> given = Map.of("A_plus", 1.0, "w_max", 100.0);
    RuleRun run = RuleRun.single(new PairStdp(), 0, 0, given, Map.of());
    run.state.rate = 0;
    run.run(50, new long[][] {{10, 20}}, new long[][] {{30}});

    assertThat(run.state.weights[0]).isZero();
    double factor = new Traces(0.1, 20, false).at(run.state.pre[0], run.state.rule[0], 20);
    assertThat(run.state.pre[0][0] * factor).isCloseTo(1 + Math.exp(-1.0 / 20), within(1e-12));
  }

  private static long[] ticks(double[] ms) {
    return Arrays.stream(ms).mapToLong(t -> Math.round(t / MS_PER_TICK)).toArray();
  }

  static long[][] trains(Random random, int neurons, int ticks, int spikes) {
    long[][] trains = new long[neurons][];
    for (int n = 0; n < neurons; n++) {
      trains[n] = random.longs(0, ticks).distinct().limit(spikes).sorted().toArray();
    }
    return trains;
  }
}
