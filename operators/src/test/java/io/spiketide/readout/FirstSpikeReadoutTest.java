package io.spiketide.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FirstSpikeReadoutTest {

  @Test
  void theEarliestClassWinsWhateverFollows() {
    ReadoutRun run = new ReadoutRun(new FirstSpikeReadout(), 4, 1);
    run.spikes().spikes(2).spikes(0, 1).spikes(0, 1, 2);
    assertThat(run.answer(4)).isEqualTo(2);
    assertThat(run.values).containsExactly(2, 2, 1, -1);
  }

  @Test
  void aSpikeInTheVeryFirstTickIsAtZero() {
    ReadoutRun run = new ReadoutRun(new FirstSpikeReadout(), 2, 1);
    run.spikes(3).spikes(0);
    assertThat(run.answer(2)).isEqualTo(1);
    assertThat(run.values).containsExactly(1, 0);
  }

  @Test
  void theFirstClassWinsATie() {
    ReadoutRun run = new ReadoutRun(new FirstSpikeReadout(), 4, 1);
    run.spikes(1, 3);
    assertThat(run.answer(1)).isEqualTo(1);
  }

  @Test
  void overlappingWindowsAreRefused() {
    assertThatThrownBy(() -> new ReadoutRun(new FirstSpikeReadout(), 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "first_spike cannot be read in windows that overlap; make 'length' and 'every' equal"
                + " or use episodes");
  }
}
