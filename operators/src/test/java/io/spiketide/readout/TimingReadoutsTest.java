package io.spiketide.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Readouts of when neurons fire. */
class TimingReadoutsTest {

  @Test
  void ranksCountTheClassesThatFiredInEarlierTicks() {
    ReadoutRun run = new ReadoutRun(8, new RankOrderReadout(), 4, 1);
    run.spikes().spikes(5).spikes(0, 2, 5).spikes(1);
    assertThat(run.answer(4)).isEqualTo(2);
    assertThat(run.values).containsExactly(1, 1, 0, -1);
  }

  @Test
  void digitsAreDecodedMostSignificantFirst() {
    ReadoutRun run = new ReadoutRun(new RadixReadout(), 2, 1, "steps=3", "range=7", "offset=1");
    // 101 for the first class, 011 for the second; what comes before and after does not count
    run.spikes(0, 1, 2, 3).spikes(0).spikes(2).spikes(1, 3).spikes(0, 1, 2, 3);
    assertThat(run.answer(5)).isZero();
    assertThat(run.values).containsExactly(5, 3);
  }

  @Test
  void digitsToTheBaseTenAreCounts() {
    ReadoutRun run = new ReadoutRun(new RadixReadout(), 4, 1, "steps=3", "base=10", "range=999");
    run.count(2, 7).spikes().count(2, 4);
    assertThat(run.answer(3)).isEqualTo(2);
    assertThat(run.values).containsExactly(0, 0, 704, 0);
    assertThatThrownBy(() -> new ReadoutRun(new RadixReadout(), 4, 1, "steps=3", "base=1.5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "radix: base 1.5, steps 3.0 and offset 0.0 are not whole numbers with 2 to 2^52"
                + " codes; change them");
  }

  /** Ticks of 5 ms: intervals of 2, 4 and 2 ticks of neuron 0, and one of 3 ticks of neuron 1. */
  @Test
  void intervalsAreThoseOfEachNeuron() {
    assertThat(intervals("mean")).isCloseTo(5 * 11 / 4.0, within(1e-12));
    assertThat(intervals("rate")).isCloseTo(1000 / 13.75, within(1e-12));
    assertThat(intervals("min")).isEqualTo(10);
    // squares 4 + 16 + 4 + 9, variance 33 / 4 - (11 / 4)^2
    assertThat(intervals("cv")).isCloseTo(Math.sqrt(33 / 4.0 - 121 / 16.0) / 2.75, within(1e-12));
    assertThat(intervals("lv")).isCloseTo(3 * (2 / 6.0) * (2 / 6.0), within(1e-12));
  }

  private static double intervals(String statistic) {
    ReadoutRun run = new ReadoutRun(new IntervalsReadout(), 2, 1, "statistic=" + statistic);
    run.spikes(0).spikes(1).spikes(0).spikes().spikes(1).spikes().spikes(0).spikes().spikes(0, 2);
    assertThat(run.answer(9)).isEqualTo(-1);
    assertThat(run.values[1]).as("one spike has no interval").isNaN();
    return run.values[0];
  }

  /** A Poisson process has both coefficients at 1. */
  @Test
  void randomIntervalsVaryAsMuchAsTheyAreLong() {
    for (String statistic : new String[] {"cv", "lv"}) {
      ReadoutRun run = new ReadoutRun(1, new IntervalsReadout(), 1, 1, "statistic=" + statistic);
      Random random = new Random(4);
      int n = 10_000;
      for (int i = 0; i < n; i++) {
        run.skip(Math.round(-1000 * Math.log(random.nextDouble()))).spikes(0);
      }
      run.answer(1);
      assertThat(run.values[0]).isCloseTo(1, within(4 * 1.5 / Math.sqrt(n)));
    }
  }

  @Test
  void neuronsThatFireAlikeAreInSynchrony() {
    ReadoutRun run = new ReadoutRun(new SynchronyReadout(), 1, 1);
    run.spikes(0, 1, 2, 3).skip(3).spikes(0, 1, 2, 3).skip(5);
    assertThat(run.answer(10)).isEqualTo(-1);
    assertThat(run.values[0]).isCloseTo(1, within(1e-12));
  }

  @Test
  void binsGatherSpikesThatAreNearlyTogether() {
    ReadoutRun run = new ReadoutRun(new SynchronyReadout(), 1, 1, "bin=5");
    run.spikes(0).spikes(1, 2).spikes().spikes(3).skip(6);
    run.answer(10);
    assertThat(run.values[0]).isCloseTo(1, within(1e-12));
    ReadoutRun fine = new ReadoutRun(new SynchronyReadout(), 1, 1);
    fine.spikes(0).spikes(1, 2).spikes().spikes(3).skip(6);
    fine.answer(10);
    // counts of 4 neurons over 10 ticks: variances 4 * (0.1 - 0.01); of the sum 0.6 - 0.16
    assertThat(fine.values[0]).isCloseTo(Math.sqrt(0.44 / 16 * 4 / (4 * 0.09)), within(1e-12));
  }

  @Test
  void neuronsThatFireForThemselvesAreNot() {
    int neurons = 100;
    ReadoutRun run = new ReadoutRun(neurons, new SynchronyReadout(), 1, 1);
    Random random = new Random(8);
    for (int t = 0; t < 5000; t++) {
      run.spikes(random.ints(0, neurons).distinct().limit(10).sorted().toArray());
    }
    run.answer(5000);
    assertThat(run.values[0]).as("always ten of them: the sum is constant").isLessThan(0.01);
    ReadoutRun free = new ReadoutRun(neurons, new SynchronyReadout(), 1, 1);
    for (int t = 0; t < 5000; t++) {
      free.spikes(
          java.util.stream.IntStream.range(0, neurons)
              .filter(n -> random.nextInt(10) == 0)
              .toArray());
    }
    free.answer(5000);
    assertThat(free.values[0]).isCloseTo(0.1, within(4 * 0.1 / Math.sqrt(2 * 5000)));
  }

  @Test
  void windowsThatOverlapAreRefused() {
    assertThatThrownBy(() -> new ReadoutRun(new SynchronyReadout(), 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "synchrony cannot be read in windows that overlap; make 'length' and 'every' equal or"
                + " use episodes");
  }
}
