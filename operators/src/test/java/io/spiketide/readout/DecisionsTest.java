package io.spiketide.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Which answers are decisions, and which are given. */
class DecisionsTest {

  @Test
  void aSmallMarginIsNoDecision() {
    ReadoutRun run = new ReadoutRun(new SpikeCountReadout(), 2, 1, "least_confidence=0.2");
    run.count(0, 6).count(3, 5);
    assertThat(run.answer(2)).isEqualTo(-1);
    assertThat(run.values).containsExactly(6, 5);
    run.start();
    run.count(0, 6).count(3, 4);
    assertThat(run.answer(2)).isZero();
  }

  @Test
  void marginsAreRelativeToBothValues() {
    assertThat(Confidence.margin(new double[] {6, 4, 1}, 0)).isCloseTo(0.2, within(1e-12));
    assertThat(Confidence.margin(new double[] {0, 3}, 1)).isEqualTo(1);
    assertThat(Confidence.margin(new double[] {-50, -60}, 0)).isCloseTo(10 / 110.0, within(1e-12));
    assertThat(Confidence.margin(new double[] {2, -1}, 0)).isEqualTo(1);
    assertThat(Confidence.margin(new double[] {5}, 0)).isEqualTo(1);
    assertThat(Confidence.margin(new double[] {0, 0}, 0)).isZero();
  }

  @Test
  void evenValuesAreNoDecisionByEntropy() {
    assertThat(Confidence.evenness(new double[] {3, 3, 3, 3})).isCloseTo(1, within(1e-12));
    assertThat(Confidence.evenness(new double[] {3, 3, 0, -2})).isCloseTo(0.5, within(1e-12));
    assertThat(Confidence.evenness(new double[] {0, 7, 0})).isZero();
    String[] given = {"confidence=entropy", "least_confidence=0.5"};
    ReadoutRun run = new ReadoutRun(new RateReadout(), 4, 1, given);
    run.spikes(0, 1, 2);
    assertThat(run.answer(1)).isEqualTo(-1);
    run.start();
    run.spikes(0, 2);
    assertThat(run.answer(1)).isZero();
  }

  @Test
  void onlyChangesAreAnsweredWhereAsked() {
    ReadoutRun run = new ReadoutRun(new SpikeCountReadout(), 2, 1, "answers=on_change");
    run.spikes(0);
    assertThat(run.answer(1)).as("the first").isZero();
    run.slide();
    run.spikes(0, 1);
    assertThat(run.answer(1)).as("the same winner").isEqualTo(Reading.UNCHANGED);
    run.slide();
    assertThat(run.answer(1)).as("silence").isEqualTo(-1);
    run.slide();
    assertThat(run.answer(1)).as("silence again").isEqualTo(Reading.UNCHANGED);
    run.slide();
    run.spikes(3);
    assertThat(run.answer(1)).as("the other class").isEqualTo(1);
  }

  @Test
  void aDecisionThatLosesItsConfidenceIsAChange() {
    ReadoutRun run =
        new ReadoutRun(new SpikeCountReadout(), 2, 1, "answers=on_change", "least_confidence=0.5");
    run.spikes(0, 2).spikes(2);
    assertThat(run.answer(2)).isEqualTo(-1);
    run.slide();
    run.spikes(2);
    assertThat(run.answer(1)).isEqualTo(1);
  }
}
