package io.spiketide.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CountSampleTest {
  private static final int BIN = 5;

  @Test
  void trainsThatAreShiftedWithinTheirBinsCorrelateFully() {
    Trains trains = new Trains(1);
    PopulationRecorder recorder = Trains.recorder(2, 10_000, measures(10));
    for (long bin = 0; bin < 2_000; bin++) {
      if (trains.happens(0.3, 0, bin)) {
        recorder.add(0, bin * BIN, 1);
        recorder.add(1, bin * BIN + 4, 1);
      }
    }
    Distribution correlations = recorder.statistics().correlations();
    assertThat(correlations.size()).isEqualTo(1);
    assertThat(correlations.mean()).isEqualTo(1);
  }

  @Test
  void trainsThatFireInTurnCorrelateInverselyAndSharedCountsScaleNothing() {
    PopulationRecorder recorder = Trains.recorder(3, 1_000, measures(10));
    for (int bin = 0; bin < 200; bin++) {
      recorder.add(bin % 2, bin * BIN + bin % 3, 1);
      if (bin % 2 == 0) {
        recorder.add(2, bin * BIN, 7);
      }
    }
    Distribution correlations = recorder.statistics().correlations();
    assertThat(correlations.size()).isEqualTo(3);
    assertThat(correlations.min()).isEqualTo(-1);
    assertThat(correlations.quantile(0.5)).isEqualTo(-1);
    assertThat(correlations.max()).isEqualTo(1);
  }

  /** Over n bins, r of independent counts has mean 0 and deviation 1 / sqrt(n). */
  @Test
  void independentTrainsDoNotCorrelate() {
    int neurons = 50;
    int bins = 4_000;
    Distribution correlations = independent(neurons, bins, 0.05).correlations();
    int pairs = neurons * (neurons - 1) / 2;
    assertThat(correlations.size()).isEqualTo(pairs);
    assertThat(correlations.mean()).isCloseTo(0, within(5 / Math.sqrt((double) bins * pairs)));
    assertThat(correlations.deviation()).isCloseTo(1 / Math.sqrt(bins), within(0.1 / 60));
  }

  /**
   * Neurons that each take an event of a common Poisson process with chance p have counts with
   * variance p λ and covariance p² λ, so r = p.
   */
  @Test
  void trainsOfACommonSourceCorrelateByTheShareThatTheyTake() {
    for (double share : new double[] {0.2, 0.6}) {
      Distribution correlations = common(30, 20_000, share).correlations();
      // deviation of one r is below 1.5 / sqrt(n); all pairs share the source, so no 1 / pairs
      assertThat(correlations.mean()).isCloseTo(share, within(5 * 1.5 / Math.sqrt(20_000)));
    }
  }

  @Test
  void theSameNeuronsAreChosenWhicheverFiresFirst() {
    int neurons = 200;
    PopulationRecorder forward = Trains.recorder(neurons, 1_000, measures(7));
    PopulationRecorder backward = Trains.recorder(neurons, 1_000, measures(7));
    Trains trains = new Trains(9);
    for (int i = 0; i < neurons; i++) {
      add(forward, i, trains);
      add(backward, neurons - 1 - i, trains);
    }
    PopulationStatistics a = forward.statistics();
    PopulationStatistics b = backward.statistics();
    assertThat(a.correlatedNeurons()).isEqualTo(7);
    assertThat(a.correlations().size()).isEqualTo(21);
    for (double fraction = 0; fraction <= 1; fraction += 0.125) {
      assertThat(b.correlations().quantile(fraction))
          .isEqualTo(a.correlations().quantile(fraction));
    }
    assertThat(a.correlations().deviation()).isGreaterThan(0);
  }

  @Test
  void neuronsWithoutChangeAndStretchesWithoutBinsHaveNone() {
    PopulationRecorder steady = Trains.recorder(2, 100, measures(10));
    for (int bin = 0; bin < 20; bin++) {
      steady.add(0, bin * BIN, 1);
    }
    steady.add(1, 50, 1);
    assertThat(steady.statistics().correlations().isEmpty()).isTrue();
    assertThat(steady.statistics().correlatedNeurons()).isEqualTo(1);
    PopulationRecorder brief = Trains.recorder(2, 4, measures(10));
    brief.add(0, 1, 1);
    brief.add(1, 1, 1);
    assertThat(brief.statistics().correlations().isEmpty()).isTrue();
    PopulationRecorder unwanted = Trains.recorder(2, 100, measures(0));
    unwanted.add(0, 1, 1);
    unwanted.add(1, 1, 1);
    assertThat(unwanted.statistics().correlations().isEmpty()).isTrue();
  }

  @Test
  void whatIsLeftBehindTheLastBinDoesNotCount() {
    PopulationRecorder recorder = Trains.recorder(2, 103, measures(10));
    for (int neuron = 0; neuron < 2; neuron++) {
      recorder.add(neuron, 11, 1);
      recorder.add(neuron, 101 + neuron, neuron + 1);
    }
    assertThat(recorder.statistics().correlations().mean()).isEqualTo(1);
    assertThat(recorder.statistics().spikes()).isEqualTo(5);
  }

  private static void add(PopulationRecorder recorder, int neuron, Trains trains) {
    for (long tick = 0; tick < 1_000; tick++) {
      if (trains.happens(0.05, neuron, tick)) {
        recorder.add(neuron, tick, 1);
      }
    }
  }

  private static PopulationStatistics independent(int neurons, int bins, double p) {
    Trains trains = new Trains(2);
    PopulationRecorder recorder = Trains.recorder(neurons, (long) bins * BIN, measures(neurons));
    for (long tick = 0; tick < (long) bins * BIN; tick++) {
      for (int neuron = 0; neuron < neurons; neuron++) {
        if (trains.happens(p, neuron, tick)) {
          recorder.add(neuron, tick, 1);
        }
      }
    }
    return recorder.statistics();
  }

  private static PopulationStatistics common(int neurons, int bins, double share) {
    Trains trains = new Trains(4);
    Trains source = new Trains(11);
    PopulationRecorder recorder = Trains.recorder(neurons, (long) bins * BIN, measures(neurons));
    // a small chance per tick, so that counts are nearly Poisson
    for (long tick = 0; tick < (long) bins * BIN; tick++) {
      if (source.happens(0.02, 0, tick)) {
        for (int neuron = 0; neuron < neurons; neuron++) {
          if (trains.happens(share, neuron, tick)) {
            recorder.add(neuron, tick, 1);
          }
        }
      }
    }
    return recorder.statistics();
  }

  private static Measures measures(int sample) {
    return new Measures(1, BIN, sample);
  }
}
