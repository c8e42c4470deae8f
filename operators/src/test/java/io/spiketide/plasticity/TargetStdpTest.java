package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetStdpTest {
  private static final long[][] PRE = {{0, 50}, {80}, {}};

  private static RuleRun run(Map<String, Double> given, String pairs) {
    Map<String, Double> all = new HashMap<>(Map.of("eta", 0.1, "x_tar", 0.3));
    all.putAll(given);
    return new RuleRun(
        new TargetStdp(),
        new Connectivity.AllToAll(true),
        Shape.of(3),
        Shape.of(2),
        Values.of(0.5),
        0,
        all,
        Map.of("pairs", pairs),
        100);
  }

  @ParameterizedTest(name = "mu {0}, {1} pairs")
  @CsvSource({"0, nearest", "1, nearest", "0.2, all"})
  @DisplayName("at a target's spike weights grow by eta (x - x_tar) (w_max - w)^mu")
  void golden(double mu, String pairs) {
    RuleRun run = run(Map.of("mu", mu), pairs);

    run.run(200, PRE, new long[][] {{100}, {}});

    double earlier = pairs.equals("all") ? Math.exp(-10.0 / 20) : 0;
    double[] x = {Math.exp(-5.0 / 20) + earlier, Math.exp(-2.0 / 20), 0};
    for (int i = 0; i < 3; i++) {
      double expected = 0.5 + 0.1 * (x[i] - 0.3) * Math.pow(0.5, mu);
      assertThat(run.state.weights[2 * i]).isCloseTo(expected, within(1e-12));
      assertThat(run.state.weights[2 * i + 1]).isEqualTo(0.5);
    }
  }

  @Test
  @DisplayName("when an episode ends, the weights of each neuron are scaled to their sum")
  void scaling() {
    RuleRun run = run(Map.of("w_sum", 1.2), "nearest");
    run.run(200, PRE, new long[][] {{100}, {}});
    double[] before = run.state.weights.clone();

    run.plasticity.episodeEnded(run.state, -1, 200);

    double sum = before[0] + before[2] + before[4];
    for (int i = 0; i < 3; i++) {
      assertThat(run.state.weights[2 * i]).isCloseTo(before[2 * i] * 1.2 / sum, within(1e-12));
      assertThat(run.state.weights[2 * i + 1]).isCloseTo(0.4, within(1e-12));
    }
    assertThat(run.plasticity.everyTick()).isFalse();
  }

  @Test
  @DisplayName("with t_scale weights are scaled every so often")
  void scalingEverySoOften() {
    RuleRun run = run(Map.of("w_sum", 1.2, "t_scale", 5.0), "nearest");
    run.run(50, PRE, new long[][] {{}, {}});
    assertThat(run.plasticity.everyTick()).isTrue();
    assertThat(run.state.weights).containsOnly(0.5 * (1.2 / 1.5));
  }

  @Test
  @DisplayName("while learning is off nothing changes a weight")
  void learningOff() {
    RuleRun run = run(Map.of("w_sum", 1.2), "nearest");
    run.state.rate = 0;
    run.run(200, PRE, new long[][] {{100}, {}});
    run.plasticity.episodeEnded(run.state, -1, 200);
    assertThat(run.state.weights).containsOnly(0.5);
  }

  @Test
  @DisplayName("weights that synapses share are not scaled")
  void sharedWeights() {
    Values kernel = Values.of(new double[] {0.1, 0.2, 0.3, 0.4});
    assertThatThrownBy(
            () ->
                new RuleRun(
                    new TargetStdp(),
                    new Connectivity.Conv2d(
                        1,
                        new Connectivity.Pair(2, 2),
                        new Connectivity.Pair(1, 1),
                        new Connectivity.Pair(0, 0),
                        new Connectivity.Pair(1, 1),
                        1),
                    Shape.of(1, 3, 3),
                    Shape.of(1, 2, 2),
                    kernel,
                    0,
                    Map.of("w_sum", 1.0),
                    Map.of(),
                    100,
                    List.of()))
        .hasMessageStartingWith("w_sum scales the weights of each neuron")
        .hasMessageEndingWith("; leave it out");
  }
}
