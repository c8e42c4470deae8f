package io.spiketide.readout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateReadoutTest {

  @Test
  void theRateIsInHertzOfEventTimePerNeuron() {
    ReadoutRun run = new ReadoutRun(new RateReadout(), 2, 1);
    run.spikes(0, 1).spikes(0).spikes().spikes(2);
    assertThat(run.answer(4)).isZero();
    assertThat(run.values).containsExactly(3 / (2 * 0.02), 1 / (2 * 0.02));
  }

  @Test
  void aSlidingRateIsThatOfTheLastSteps() {
    ReadoutRun run = new ReadoutRun(new RateReadout(), 4, 2);
    run.spikes(0).spikes(0);
    run.slide();
    run.spikes(1).spikes(1);
    assertThat(run.answer(4)).isZero();
    assertThat(run.values).containsExactly(100, 100, 0, 0);
    run.slide();
    run.spikes().spikes(3);
    assertThat(run.answer(4)).isEqualTo(1);
    assertThat(run.values).containsExactly(0, 100, 0, 50);
  }

  @Test
  void silenceHasTheRateZeroAndNoDecision() {
    ReadoutRun run = new ReadoutRun(new RateReadout(), 4, 1);
    run.spikes();
    assertThat(run.answer(0)).isEqualTo(-1);
    assertThat(run.values).containsOnly(0);
  }
}
