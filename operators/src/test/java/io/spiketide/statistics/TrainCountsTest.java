package io.spiketide.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCountsTest {
  private static final Measures MEASURES = new Measures(2, 5, 0);

  @Test
  void aRegularTrainDoesNotVary() {
    PopulationRecorder recorder = Trains.recorder(1, 1_000_000, MEASURES);
    for (long tick = 3; tick < 1_000_000; tick += 7) {
      recorder.add(0, tick, 1);
    }
    assertThat(recorder.statistics().variation().mean()).isZero();
    assertThat(recorder.statistics().rates().mean()).isCloseTo(1e3 / 7, within(1e-3));
  }

  @Test
  void intervalsInTurnVaryByTheirDifferenceOverTheirSum() {
    PopulationRecorder recorder = Trains.recorder(1, 100_000, MEASURES);
    long tick = 0;
    for (int i = 0; i < 1_001; i++) {
      recorder.add(0, tick, 1);
      tick += i % 2 == 0 ? 30 : 10;
    }
    assertThat(recorder.statistics().variation().mean()).isCloseTo(20.0 / 40, within(1e-12));
  }

  /**
   * Every k-th event of a Bernoulli process with chance p in a tick: the interval is a sum of k
   * geometric ones, so CV = sqrt((1 - p) / k). For k = 1 an estimate from n intervals has, for
   * small p, the deviation 1 / sqrt(n) and is too small by 1.5 / n on average (delta method);
   * larger k have less of both.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 9})
  void poissonAndErlangTrainsVaryAsInTheory(int every) {
    double p = 0.02;
    int neurons = 100;
    long ticks = 50_000L * every;
    Trains trains = new Trains(5);
    PopulationRecorder recorder = Trains.recorder(neurons, ticks, MEASURES);
    for (int neuron = 0; neuron < neurons; neuron++) {
      int events = 0;
      for (long tick = 0; tick < ticks; tick++) {
        if (trains.happens(p, neuron, tick) && ++events % every == 0) {
          recorder.add(neuron, tick, 1);
        }
      }
    }
    double intervals = p * ticks / every;
    double error = 5 / Math.sqrt(intervals * neurons) + 1.5 / intervals;
    Distribution variation = recorder.statistics().variation();
    assertThat(variation.size()).isEqualTo(neurons);
    assertThat(variation.mean()).isCloseTo(Math.sqrt((1 - p) / every), within(error));
    double rate = 1e3 * p / every;
    assertThat(recorder.statistics().rates().mean())
        .isCloseTo(rate, within(5 * rate / Math.sqrt(intervals * neurons)));
  }

  @Test
  void silentNeuronsCountInTheRateAndNotInTheVariation() {
    PopulationRecorder recorder = Trains.recorder(4, 1_000, MEASURES);
    for (long tick = 0; tick < 1_000; tick += 100) {
      recorder.add(2, tick, 1);
    }
    PopulationStatistics statistics = recorder.statistics();
    assertThat(statistics.spikes()).isEqualTo(10);
    assertThat(statistics.rates().size()).isEqualTo(4);
    assertThat(statistics.rates().mean()).isEqualTo(2.5);
    assertThat(statistics.rates().max()).isEqualTo(10);
    assertThat(statistics.variation().size()).isEqualTo(1);
  }

  @Test
  void aSilentPopulationAndAPopulationOfNoneHaveNoVariation() {
    PopulationStatistics silent = Trains.recorder(3, 1_000, MEASURES).statistics();
    assertThat(silent.rates().mean()).isZero();
    assertThat(silent.variation().isEmpty()).isTrue();
    assertThat(silent.variation().mean()).isNaN();
    assertThat(Trains.recorder(0, 1_000, MEASURES).statistics().rates().isEmpty()).isTrue();
  }

  @Test
  void aNeuronWithTooFewIntervalsHasNoVariation() {
    Measures one = new Measures(1, 5, 0);
    PopulationRecorder recorder = Trains.recorder(2, 1_000, one);
    recorder.add(0, 10, 1);
    assertThat(recorder.statistics().variation().isEmpty()).isTrue();
    assertThat(recorder.statistics().rates().mean()).isEqualTo(0.5);
    recorder.add(0, 20, 1);
    assertThat(recorder.statistics().variation().size()).isEqualTo(1);
    PopulationRecorder choosy = Trains.recorder(1, 1_000, MEASURES);
    choosy.add(0, 10, 1);
    choosy.add(0, 20, 1);
    assertThat(choosy.statistics().variation().isEmpty()).isTrue();
    choosy.add(0, 40, 1);
    assertThat(choosy.statistics().variation().mean()).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void spikesOutsideTheStretchAreLeftOutAndSoAreIntervalsThatCrossItsBorders() {
    PopulationRecorder recorder =
        new PopulationRecorder(1, new Stretch(100, 200, 500), new Measures(1, 5, 0));
    for (long tick : new long[] {50, 99, 100, 150, 199, 200, 300}) {
      recorder.add(0, tick, 1);
    }
    PopulationStatistics statistics = recorder.statistics();
    assertThat(statistics.spikes()).isEqualTo(3);
    assertThat(statistics.rates().mean()).isCloseTo(3 / 0.05, within(1e-9));
    assertThat(statistics.variation().mean()).isCloseTo(0.5 / 49.5, within(1e-12));
  }

  @Test
  void aSpikeOfSeveralCountsInTheRateAndIsOneEndOfIntervals() {
    PopulationRecorder recorder = Trains.recorder(1, 1_000, MEASURES);
    for (long tick = 0; tick < 1_000; tick += 100) {
      recorder.add(0, tick, 3);
    }
    assertThat(recorder.statistics().rates().mean()).isEqualTo(30);
    assertThat(recorder.statistics().variation().mean()).isZero();
  }

  @Test
  void figuresDoNotDependOnHowNeuronsAreNumberedOrMixed() {
    int neurons = 31;
    Trains trains = new Trains(3);
    PopulationRecorder tickByTick = Trains.recorder(neurons, 5_000, MEASURES);
    for (long tick = 0; tick < 5_000; tick++) {
      for (int n = 0; n < neurons; n++) {
        if (trains.happens(0.02, n, tick)) {
          tickByTick.add(n, tick, 1);
        }
      }
    }
    PopulationRecorder shuffled = Trains.recorder(neurons, 5_000, MEASURES);
    for (int n = neurons - 1; n >= 0; n--) {
      for (long tick = 0; tick < 5_000; tick++) {
        if (trains.happens(0.02, n, tick)) {
          shuffled.add(n * 12 % neurons, tick, 1);
        }
      }
    }
    PopulationStatistics a = tickByTick.statistics();
    PopulationStatistics b = shuffled.statistics();
    assertThat(b.variation().mean()).isEqualTo(a.variation().mean());
    assertThat(b.variation().deviation()).isEqualTo(a.variation().deviation());
    assertThat(b.rates().quantile(0.3)).isEqualTo(a.rates().quantile(0.3));
  }

  @Test
  void aNeuronThatGoesBackInTimeOrIsNoneOfThePopulationIsRefused() {
    PopulationRecorder recorder = Trains.recorder(2, 1_000, MEASURES);
    recorder.add(1, 10, 1);
    recorder.add(0, 9, 1);
    assertThatThrownBy(() -> recorder.add(1, 10, 1))
        .hasMessage("neuron 1 fires at tick 10 after it fired at tick 10");
    assertThatThrownBy(() -> recorder.add(2, 11, 1))
        .hasMessage("neuron 2 is outside a population of 2");
    assertThatThrownBy(() -> new Stretch(5, 5, 1)).hasMessageContaining("is empty");
  }
}
