package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Four inputs at steps 0, 1, 2 and never, two neurons for each of two classes; neuron 2 decides.
 */
class SpykeRstdpTest {
  private static final int A = 0;
  private static final int B = 1;
  private static final double ROOM = .25;

  @Test
  void rewardStrengthensWhatMadeTheRightDecision() {
    RuleRun run = run(Map.of());
    episode(run, B, 2);
    assertThat(weights(run, 2)).containsExactly(at(.05, -.015), TINY);
    assertThat(weights(run, 3)).as("others stay").containsOnly(.5);
  }

  @Test
  void punishmentDoesTheOppositeToTheWrongOne() {
    RuleRun run = run(Map.of());
    episode(run, A, 2);
    assertThat(weights(run, 2)).containsExactly(at(-.05, .0005), TINY);
  }

  @Test
  void nothingChangesWithoutDecisionOrLabelOrWhileLearningIsOff() {
    RuleRun run = run(Map.of());
    episode(run, A, -1);
    episode(run, -1, 2);
    run.state.rate = 0;
    episode(run, A, 2);
    assertThat(run.state.weights).containsOnly(.5);
  }

  @Test
  void aLabelThatArrivesAsASignalCountsMoreThanThatOfTheMark() {
    RuleRun run = run(Map.of());
    Spikes label = new Spikes(1);
    label.add(B);
    run.plasticity.signal(run.state, label, 0);
    episode(run, A, 2);
    assertThat(weights(run, 2)).containsExactly(at(.05, -.015), TINY);
  }

  /** In 4 episodes one is right, two are wrong and one is silent: shares 1/4 and 2/4. */
  @Test
  void ratesAdaptToHitsAndMisses() {
    RuleRun run = run(Map.of("adapt_every", 4.0));
    episode(run, B, 2);
    double atFirst = .5 * .8 + .2;
    assertThat(weights(run, 2)).containsExactly(at(atFirst * .05, -atFirst * .015), TINY);
    episode(run, A, 2);
    episode(run, A, 2);
    episode(run, A, -1);
    java.util.Arrays.fill(run.state.weights, .5);
    episode(run, B, 2);
    double reward = 2 / 4.0 * .8 + .2;
    assertThat(weights(run, 2)).containsExactly(at(reward * .05, -reward * .015), TINY);
    java.util.Arrays.fill(run.state.weights, .5);
    episode(run, A, 2);
    double punishment = 1 / 4.0 * .8 + .2;
    assertThat(weights(run, 2)).containsExactly(at(-punishment * .05, punishment * .0005), TINY);
  }

  private static double[] at(double early, double late) {
    double up = .5 + early * ROOM;
    double down = .5 + late * ROOM;
    return new double[] {up, up, down, down};
  }

  private static final org.assertj.core.data.Offset<Double> TINY = within(1e-12);

  /**
   * @param label of the episode's end, -1 for none
   * @param winner that fires at step 1, -1 for none
   */
  private static void episode(RuleRun run, int label, int winner) {
    run.state.pre[0] = new double[4];
    run.run(3, new long[][] {{0}, {1}, {2}, {}}, output(winner));
    run.plasticity.episodeEnded(run.state, label, 3);
  }

  private static long[][] output(int winner) {
    long[][] output = new long[4][0];
    if (winner >= 0) {
      output[winner] = new long[] {1};
    }
    return output;
  }

  private static double[] weights(RuleRun run, int target) {
    double[] own = new double[4];
    for (int source = 0; source < 4; source++) {
      own[source] = run.state.weights[source * 4 + target];
    }
    return own;
  }

  private static RuleRun run(Map<String, Double> given) {
    Map<String, Double> all = new java.util.HashMap<>(given);
    all.putAll(Map.of("A_plus", .05, "A_minus", .015, "punish_plus", .05));
    return new RuleRun(
        new SpykeRstdp(),
        new Connectivity.AllToAll(true),
        Shape.of(4),
        Shape.of(4),
        Values.of(.5),
        0,
        all,
        Map.of(),
        1000,
        List.of("a", "b"));
  }
}
