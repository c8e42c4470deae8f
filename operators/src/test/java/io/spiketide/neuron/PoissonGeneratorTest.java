package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
