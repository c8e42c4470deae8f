package io.spiketide.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PopulationVectorReadoutTest {

  @Test
  void aLineIsTheMeanOfPreferredValues() {
    ReadoutRun run = new ReadoutRun(10, new PopulationVectorReadout(), 2, 1, "min=10", "max=18");
    run.count(1, 3).count(2, 1).spikes(9);
    assertThat(run.answer(3)).isZero();
    assertThat(run.values[0]).isCloseTo((3 * 12 + 14) / 4.0, within(1e-12));
    assertThat(run.values[1]).isEqualTo(18);
  }

  @Test
  void aCircleIsTheAngleOfTheSumOfVectors() {
    String[] given = {"max=360", "circular=on"};
    ReadoutRun run = new ReadoutRun(8, new PopulationVectorReadout(), 1, 1, given);
    run.spikes(0, 7);
    run.answer(1);
    assertThat(run.values[0]).isCloseTo(337.5, within(1e-9));
    run.start();
    run.count(1, 2).count(3, 2);
    run.answer(1);
    assertThat(run.values[0]).isCloseTo(90, within(1e-9));
    run.start();
    run.spikes(2, 6);
    run.answer(1);
    assertThat(run.values[0]).as("opposite ones cancel").isNaN();
  }

  @Test
  void slidingWindowsForgetTheirOldestStep() {
    ReadoutRun run = new ReadoutRun(new PopulationVectorReadout(), 1, 2, "max=3");
    run.spikes(0);
    run.slide();
    run.spikes(2);
    run.answer(2);
    assertThat(run.values[0]).isEqualTo(1);
    run.slide();
    run.answer(2);
    assertThat(run.values[0]).isEqualTo(2);
    run.slide();
    assertThat(run.answer(2)).isEqualTo(-1);
    assertThat(run.values[0]).isNaN();
  }

  @Test
  void neuronsWithoutLabelsAreRefused() {
    assertThatThrownBy(() -> new ReadoutRun(new PopulationVectorReadout(), 4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "population_vector: a value needs 2 neurons or more; give labels, one for each value");
  }
}
