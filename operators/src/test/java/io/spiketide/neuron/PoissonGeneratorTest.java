package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import org.junit.jupiter.api.Test;

class PoissonGeneratorTest {
  private static final int NEURONS = 200;
  private static final int TICKS = 1000;

  @Test
  void countsFollowTheRateInEventTime() {
    double rate = 300;
    double mean = rate * 1e-3;
    double error = 5 * Math.sqrt(mean / (NEURONS * TICKS));
    for (double modelStep : new double[] {1, 0.1}) {
      Trial poisson = Trial.of("poisson", modelStep).neurons(NEURONS).with("rate", rate);
      assertThat(meanCount(poisson)).isCloseTo(mean, within(error));
    }
  }

  @Test
  void arrivalsShiftTheRate() {
    Trial faster = Trial.of("poisson", 1).neurons(NEURONS).with("rate", 100);
    double error = 5 * Math.sqrt(0.3 / (NEURONS * TICKS));
    assertThat(meanCount(faster, 200)).isCloseTo(0.3, within(error));
    Trial silenced = Trial.of("poisson", 1).neurons(NEURONS).with("rate", 100);
    assertThat(meanCount(silenced, -150)).isZero();
  }

  @Test
  void neuronsAndTicksDiffer() {
    Trial poisson = Trial.of("poisson", 1).neurons(50).with("rate", 500);
    Spikes first = poisson.stepSpikes();
    Spikes second = poisson.stepSpikes();
    assertThat(first.size()).isBetween(1, 49);
    assertThat(second.neurons()).isNotEqualTo(first.neurons());
  }

  /** Counts of many neurons are drawn together where a table takes them. */
  @Test
  void aTableHoldsWhatAListDoes() {
    for (double rate : new double[] {101, 700, 2_000, 40_000}) {
      Dynamics poisson = Trial.of("poisson", 1).neurons(NEURONS).with("rate", rate).dynamics();
      CounterRandom noise = new CounterRandom(1, Purpose.NOISE, "p", "");
      double[][] input = new double[1][NEURONS];
      input[0][150] = 30;
      for (long tick = 0; tick < 200; tick++) {
        Spikes list = new Spikes(4);
        poisson.step(new double[0][], input, tick, noise, list);
        Spikes table = Spikes.withTable(NEURONS);
        poisson.step(new double[0][], input, tick, noise, table);
        assertThat(table.sameAs(list)).isTrue();
        assertThat(table.total()).isEqualTo(list.total());
      }
    }
  }

  @Test
  void isNotAutonomous() {
    assertThat(Trial.of("poisson", 1).dynamics().autonomous()).isFalse();
  }

  private static double meanCount(Trial poisson, double... arrivals) {
    double sum = 0;
    for (int t = 0; t < TICKS; t++) {
      Spikes spikes = poisson.stepSpikes(arrivals);
      for (int i = 0; i < spikes.size(); i++) {
        sum += spikes.count(i);
      }
    }
    return sum / (NEURONS * TICKS);
  }
}
