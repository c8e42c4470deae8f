package io.spiketide.readout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpikeCountReadoutTest {

  @Test
  void theClassWithMostSpikesWins() {
    ReadoutRun run = new ReadoutRun(new SpikeCountReadout(), 4, 1);
    run.spikes(0, 2).spikes(2).spikes().count(3, 1);
    assertThat(run.answer(4)).isEqualTo(2);
    assertThat(run.values).containsExactly(1, 0, 2, 1);
  }

  @Test
  void countsAboveOneCountInFull() {
    ReadoutRun run = new ReadoutRun(new SpikeCountReadout(), 4, 1);
    run.spikes(0).spikes(0).count(1, 3);
    assertThat(run.answer(3)).isEqualTo(1);
  }

  @Test
  void theFirstClassWinsATie() {
    ReadoutRun run = new ReadoutRun(new SpikeCountReadout(), 4, 1);
    run.spikes(1, 3);
    assertThat(run.answer(1)).isEqualTo(1);
  }

  @Test
  void neuronsOfAClassAreABlockOfThePopulation() {
    ReadoutRun run = new ReadoutRun(new SpikeCountReadout(), 2, 1);
    run.spikes(0, 2, 3).spikes(1, 3);
    assertThat(run.answer(2)).isEqualTo(1);
    assertThat(run.values).containsExactly(2, 3);
  }

  @Test
  void aSlidingWindowForgetsItsOldestStep() {
    ReadoutRun run = new ReadoutRun(new SpikeCountReadout(), 2, 3);
    run.spikes(0, 1);
    run.slide();
    run.spikes(2);
    run.slide();
    run.spikes(3);
    assertThat(run.answer(3)).isZero();
    assertThat(run.values).containsExactly(2, 2);
    run.slide();
    assertThat(run.answer(3)).isEqualTo(1);
    assertThat(run.values).containsExactly(0, 2);
    run.slide();
    run.slide();
    assertThat(run.answer(3)).isEqualTo(-1);
  }
}
