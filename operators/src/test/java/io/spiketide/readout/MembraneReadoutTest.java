package io.spiketide.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MembraneReadoutTest {

  @Test
  void bothReadThePotential() {
    assertThat(new MembraneMaxReadout().variable()).isEqualTo("v");
    assertThat(new MembraneLastReadout().variable()).isEqualTo("v");
  }

  @Test
  void theMaximumIsThatOfAnyTickAndTheLastThatOfTheLastTick() {
    ReadoutRun max = new ReadoutRun(new MembraneMaxReadout(), 4, 1);
    ReadoutRun last = new ReadoutRun(new MembraneLastReadout(), 4, 1);
    for (ReadoutRun run : new ReadoutRun[] {max, last}) {
      run.variable(-70, -65, -60, -70).variable(-50, -65, -70, -70).variable(-69, -64, -68, -70);
    }
    assertThat(max.answer(3)).isZero();
    assertThat(max.values).containsExactly(-50, -64, -60, -70);
    assertThat(last.answer(3)).isEqualTo(1);
    assertThat(last.values).containsExactly(-69, -64, -68, -70);
  }

  @Test
  void thePotentialOfAClassIsTheMeanOfItsNeurons() {
    ReadoutRun max = new ReadoutRun(new MembraneMaxReadout(), 2, 1);
    max.variable(9, 0, 5, 5).variable(0, 7, 1, 2);
    assertThat(max.answer(2)).isEqualTo(1);
    assertThat(max.values).containsExactly(4.5, 5);
    ReadoutRun last = new ReadoutRun(new MembraneLastReadout(), 2, 1);
    last.variable(9, 0, 5, 5).variable(0, 7, 1, 2);
    assertThat(last.answer(2)).isZero();
    assertThat(last.values).containsExactly(3.5, 1.5);
  }

  @Test
  void aSlidingMaximumForgetsItsOldestStep() {
    ReadoutRun run = new ReadoutRun(new MembraneMaxReadout(), 4, 2);
    run.variable(9, 0, 0, 0);
    run.slide();
    run.variable(0, 1, 3, 0);
    assertThat(run.answer(2)).isZero();
    assertThat(run.values).containsExactly(9, 1, 3, 0);
    run.slide();
    run.variable(0, 2, 0, 0);
    assertThat(run.answer(2)).isEqualTo(2);
    assertThat(run.values).containsExactly(0, 2, 3, 0);
  }

  @Test
  void theMeanIsOverAllTicksOfTheWindow() {
    ReadoutRun run = new ReadoutRun(new MembraneMeanReadout(), 2, 1);
    run.variable(1, 3, -1, -1).variable(3, 5, 0, 1).variable(0, 0, 9, 9);
    assertThat(run.answer(3)).isEqualTo(1);
    assertThat(run.values[0]).isCloseTo(2, within(1e-12));
    assertThat(run.values[1]).isCloseTo(8.5 / 3, within(1e-12));
  }

  @Test
  void theMeanOfSlidingWindowsForgetsTheOldestStep() {
    ReadoutRun run = new ReadoutRun(new MembraneMeanReadout(), 1, 2);
    run.variable(4, 4, 4, 4);
    run.slide();
    run.variable(1, 1, 1, 1).variable(1, 1, 1, 1);
    run.answer(3);
    assertThat(run.values[0]).isCloseTo(2, within(1e-12));
    run.slide();
    run.answer(2);
    assertThat(run.values[0]).isEqualTo(1);
  }
}
