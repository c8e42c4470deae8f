package io.spiketide.competition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.catalog.CatalogChecks;
import io.spiketide.network.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompetitionsTest {

  @Test
  void everyCompetitionIsListedAndDocumented() {
    CatalogChecks.assertComplete(Competitions.CATALOG, Competition.class);
    Competitions.CATALOG.all().forEach(CatalogChecks::assertDocumented);
  }

  @Test
  void onceLetsEachNeuronBeHeardOncePerEpisode() {
    ContestRun run = new ContestRun(new Once(), Shape.of(3));
    assertThat(run.heard(0, 1)).containsExactly(1);
    assertThat(run.heard(1, 0, 1, 2)).containsExactly(0, 2);
    assertThat(run.heard(2, 0, 1, 2)).isEmpty();
    run.reset();
    assertThat(run.heard(3, 1)).containsExactly(1);
  }

  /**
   * SEEDS 2.4: T 4, maps 0 and 1 at (0,0) start at step 1 with 5 and 6, map 2 at (1,1) starts at
   * step 1 with 4, map 0 at (1,1) at step 2.
   */
  @Test
  void kWinnersAreThoseOfTheOriginal() {
    assertThat(winners("k=2", "radius=0")).containsExactly(List.of(0, 4), List.of());
    assertThat(winners("k=2", "radius=1")).containsExactly(List.of(4), List.of());
  }

  private static List<List<Integer>> winners(String... given) {
    ContestRun run = new ContestRun(new KWinners(), Shape.of(3, 2, 2), given);
    run.v[0] = 5;
    run.v[4] = 6;
    run.v[11] = 4;
    List<Integer> first = run.heard(1, 0, 4, 11);
    run.v[3] = 4;
    List<Integer> second = run.heard(2, 0, 3, 4, 11);
    return List.of(first, second);
  }

  @Test
  void losersThatAreHeardFireOnceAndDoNotTeach() {
    ContestRun run = new ContestRun(new KWinners(), Shape.of(3, 2, 2), "k=1", "losers=heard");
    run.v[4] = 6;
    assertThat(run.heard(1, 0, 4, 11)).containsExactly(0, 4, 11);
    assertThat(run.teachers()).containsExactly(4);
    assertThat(run.heard(2, 0, 3, 4, 11)).containsExactly(3);
    assertThat(run.teachers()).isEmpty();
  }

  @Test
  void mapsAreDroppedAsOftenAsTheySayAndOnlyWhileAProjectionLearns() {
    ContestRun run =
        new ContestRun(new KWinners(), Shape.of(1000), "k=1000", "drop=0.3", "drop_every=2");
    int[] all = java.util.stream.IntStream.range(0, 1000).toArray();
    List<Integer> first = run.heard(0, all);
    assertThat(first).hasSizeBetween(650, 750);
    run.reset();
    assertThat(run.heard(5, all)).as("drawn anew every second episode").isEqualTo(first);
    run.reset();
    assertThat(run.heard(9, all)).hasSizeBetween(650, 750).isNotEqualTo(first);
    run.reset();
    run.state.learning = false;
    assertThat(run.heard(12, all)).hasSize(1000);
  }

  @Test
  void pointwiseKeepsTheEarliestThenTheStrongestMapAtEachPlace() {
    ContestRun run = new ContestRun(new Pointwise(), Shape.of(3, 1, 2));
    run.v[1] = 2;
    run.v[3] = 3;
    run.v[5] = 3;
    assertThat(run.heard(0, 1, 3, 5)).as("map 1 at place 1").containsExactly(3);
    run.v[4] = 9;
    assertThat(run.heard(1, 0, 1, 3, 4, 5)).as("map 2 at place 0").containsExactly(4);
    assertThat(run.heard(2, 0, 1, 2, 3, 4, 5)).isEmpty();
  }

  @Test
  void pointwiseWinnersMayFireAgain() {
    ContestRun run = new ContestRun(new Pointwise(), Shape.of(2, 1, 1), "winner=again");
    assertThat(run.heard(0, 1)).containsExactly(1);
    assertThat(run.heard(1, 0, 1)).containsExactly(1);
  }

  @Test
  void theFirstToFireSilencesAllOthersForATime() {
    ContestRun run = new ContestRun(new WinnerTakeAll(), Shape.of(3), "t_inhibit=5", "v_losers=-2");
    run.v[0] = 1;
    run.v[1] = 4;
    run.v[2] = 3;
    assertThat(run.heard(10, 1, 2)).containsExactly(1);
    assertThat(run.v).containsExactly(-2, 4, -2);
    run.v[0] = 7;
    assertThat(run.heard(15, 0, 1)).containsExactly(1);
    assertThat(run.v[0]).isEqualTo(-2);
    assertThat(run.heard(16, 0)).as("open again").containsExactly(0);
  }

  @Test
  void losersThatAreLoweredFallByPartOfTheirThresholdAndNotBelowRest() {
    ContestRun run = new ContestRun(new WinnerTakeAll(), Shape.of(4), "losers=lower");
    run.state.neurons[1] = new double[] {1, 0, 1, 0};
    run.state.neurons[2] = new double[] {6, 6, 6, 6};
    System.arraycopy(new double[] {7, 5, 8, 2}, 0, run.v, 0, 4);
    assertThat(run.heard(0, 0, 2)).containsExactly(2);
    assertThat(run.v).containsExactly(4, 2, 8, 0);
    assertThat(run.state.neurons[1]).as("crossings").containsExactly(0, 0, 1, 0);
    assertThat(run.heard(1, 0)).as("all may fire again").containsExactly(0);
  }

  @Test
  void softmaxDrawsByTheExponentialsOfPotentials() {
    ContestRun run = new ContestRun(new Softmax(), Shape.of(3), "temperature=2");
    run.v[1] = 2 * Math.log(2);
    run.v[2] = 2 * Math.log(5);
    int[] wins = new int[3];
    int draws = 20_000;
    for (int tick = 0; tick < draws; tick++) {
      wins[run.heard(tick, 0).get(0)]++;
    }
    for (int k = 0; k < 3; k++) {
      double p = new double[] {1 / 8.0, 2 / 8.0, 5 / 8.0}[k];
      assertThat(wins[k] / (double) draws).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / draws)));
    }
  }

  @Test
  void softmaxWithoutTemperatureTakesTheLargest() {
    ContestRun run = new ContestRun(new Softmax(), Shape.of(3), "temperature=0");
    run.v[1] = 3;
    run.v[2] = 3;
    assertThat(run.heard(0, 0)).containsExactly(1);
  }

  @Test
  void homeostaticBiasesLiftThoseThatDoNotWin() {
    ContestRun run = new ContestRun(new Softmax(), Shape.of(4), "temperature=0", "eta_b=0.4");
    run.v[2] = 1;
    run.heard(0, 0);
    double[] bias = run.state.own[0];
    assertThat(bias[0]).isCloseTo(0.1, within(1e-12));
    assertThat(bias[2]).isCloseTo(-0.3, within(1e-12));
    run.state.learning = false;
    run.heard(1, 0);
    assertThat(bias[0]).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void aRateLimitsHowOftenSomebodyFires() {
    ContestRun run = new ContestRun(new Softmax(), Shape.of(2), "rate=100");
    int spikes = 0;
    for (int tick = 0; tick < 20_000; tick++) {
      spikes += run.heard(tick, 0, 1).size();
    }
    double p = 1 - Math.exp(-0.1);
    assertThat(spikes / 20_000.0).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / 20_000)));
  }
}
