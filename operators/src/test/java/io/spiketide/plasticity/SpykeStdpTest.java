package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Golden values of SpykeTorch: all weights 0.5, inputs at steps 0, 1, 2 and never. */
class SpykeStdpTest {
  private static final long[][] INPUTS = {{0}, {1}, {2}, {}};
  private static final long[][] OUTPUT = {{1}};

  @Test
  void givesTheWeightsOfTheOriginal() {
    RuleRun run = dense(Map.of(), Map.of());
    run.run(3, INPUTS, OUTPUT);
    assertThat(run.state.weights).containsExactly(new double[] {.501, .501, .49925, .49925}, TINY);
  }

  @Test
  void givesThoseWithoutStabiliserWithinBounds() {
    RuleRun run =
        dense(
            Map.of("A_plus", .1, "A_minus", .2, "w_min", .2, "w_max", .55),
            Map.of("stabiliser", "off"));
    run.run(3, INPUTS, OUTPUT);
    assertThat(run.state.weights).containsExactly(new double[] {.55, .55, .3, .3}, TINY);
  }

  @Test
  void changesNothingWhereLearningIsOff() {
    RuleRun run = dense(Map.of("double_every", 1.0), Map.of());
    run.state.rate = 0;
    run.run(3, INPUTS, OUTPUT);
    run.plasticity.episodeEnded(run.state, -1, 3);
    assertThat(run.state.weights).containsOnly(.5);
    assertThat(run.state.rule[0]).containsOnly(0);
  }

  @Test
  void ratesDoubleUpToTheirLimit() {
    RuleRun run = dense(Map.of("double_every", 2.0, "A_plus_max", .01), Map.of());
    double[] plus = {.004, .004, .008, .008, .01, .01};
    double[] minus = {.003, .003, .006, .006, .0075, .0075};
    for (int episode = 0; episode < plus.length; episode++) {
      java.util.Arrays.fill(run.state.weights, .5);
      run.state.pre[0] = new double[4];
      run.run(3, INPUTS, OUTPUT);
      assertThat(run.state.weights[0]).isCloseTo(.5 + plus[episode] / 4, within(1e-12));
      assertThat(run.state.weights[3]).isCloseTo(.5 - minus[episode] / 4, within(1e-12));
      run.plasticity.episodeEnded(run.state, -1, 3);
    }
  }

  @Test
  void aWindowForgetsInputs() {
    RuleRun run = dense(Map.of("window", 1.0), Map.of());
    run.run(20, new long[][] {{0}, {5}, {14}, {15}}, new long[][] {{14}});
    assertThat(run.state.weights)
        .as("10 ticks of 0.1 ms")
        .containsExactly(new double[] {.49925, .501, .501, .49925}, TINY);
  }

  /**
   * A kernel of 3 x 3 in the corner of 3 x 3 inputs reaches over the edge by a row and a column.
   */
  @Test
  void placesOfAKernelOverTheEdgeAreSilentInputs() {
    Connectivity conv =
        new Connectivity.Conv2d(
            2, new Pair(3, 3), new Pair(1, 1), new Pair(1, 1), new Pair(1, 1), 1);
    RuleRun run =
        new RuleRun(
            new SpykeStdp(),
            conv,
            Shape.of(1, 3, 3),
            Shape.of(2, 3, 3),
            Values.of(.5),
            0,
            Map.of(),
            Map.of(),
            1000);
    long[][] inputs = new long[9][0];
    inputs[0] = new long[] {0};
    inputs[4] = new long[] {0};
    inputs[1] = new long[] {7};
    long[][] output = new long[18][0];
    output[9] = new long[] {3};
    run.run(4, inputs, output);
    double up = .501;
    double down = .49925;
    double[] expected = {
      .5, .5, .5, .5, .5, .5, .5, .5, .5, down, down, down, down, up, down, down, down, up
    };
    assertThat(run.state.weights).containsExactly(expected, TINY);
  }

  private static final org.assertj.core.data.Offset<Double> TINY = within(1e-7);

  private static RuleRun dense(Map<String, Double> given, Map<String, String> options) {
    return new RuleRun(
        new SpykeStdp(),
        new Connectivity.AllToAll(true),
        Shape.of(4),
        Shape.of(1),
        Values.of(.5),
        0,
        given,
        options,
        100);
  }
}
