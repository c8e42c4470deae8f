package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeltaRuleTest {
  private static final long[][] PRE = {{0}, {100}};
  private static final long[][] NONE = {{}, {}, {}};
  private static final double X0 = Math.exp(-20.0 / 100);
  private static final double X1 = Math.exp(-10.0 / 100);

  private static RuleRun run(String error, int targets) {
    return new RuleRun(
        new DeltaRule(),
        new Connectivity.AllToAll(true),
        Shape.of(2),
        Shape.of(targets),
        Values.of(0.5),
        0,
        Map.of("eta", 0.1),
        Map.of("error", error),
        100,
        List.of("a", "b", "c"));
  }

  @Test
  @DisplayName("linear: w grows by eta x (d - v) when the label comes")
  void linear() {
    RuleRun run = run("linear", 3);
    run.state.neurons[0] = new double[] {0.2, 0.7, -0.1};
    run.signals.add(new double[] {200, 1, 1});

    run.run(300, PRE, NONE);

    assertThat(run.state.weights)
        .containsExactly(
            new double[] {
              0.5 - 0.1 * X0 * 0.2, 0.5 + 0.1 * X0 * 0.3, 0.5 + 0.1 * X0 * 0.1,
              0.5 - 0.1 * X1 * 0.2, 0.5 + 0.1 * X1 * 0.3, 0.5 + 0.1 * X1 * 0.1
            },
            within(1e-12));
  }

  @Test
  @DisplayName("softmax: at the end of an episode, down the gradient of the cross-entropy")
  void softmax() {
    RuleRun run = run("softmax", 3);
    run.state.neurons[0] = new double[] {0.2, 0.7, -0.1};
    run.run(201, PRE, NONE);

    run.plasticity.episodeEnded(run.state, 2, 201);

    double sum = Math.exp(0.2) + Math.exp(0.7) + Math.exp(-0.1);
    assertThat(run.state.weights[1]).isCloseTo(0.5 - 0.1 * X0 * Math.exp(0.7) / sum, within(1e-12));
    assertThat(run.state.weights[2])
        .isCloseTo(0.5 + 0.1 * X0 * (1 - Math.exp(-0.1) / sum), within(1e-12));
  }

  @Test
  @DisplayName("weight: w goes to the share of its label among all, by blocks of neurons")
  void weight() {
    RuleRun run = run("weight", 6);
    run.signals.add(new double[] {200, 1, 1});

    run.run(300, PRE, NONE);

    double up = 0.5 + 0.1 * X0 * 0.5;
    double down = 0.5 - 0.1 * X0 * 0.5;
    assertThat(java.util.Arrays.copyOf(run.state.weights, 6))
        .containsExactly(new double[] {down, down, up, up, down, down}, within(1e-12));
  }

  @Test
  @DisplayName("neurons that cannot be divided among the labels are refused")
  void wrongSize() {
    assertThatThrownBy(() -> run("linear", 4))
        .hasMessage(
            "4 neurons are no whole number for each of 3 labels; use a multiple of the labels");
  }
}
