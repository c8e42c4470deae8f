package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.catalog.Arguments;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.time.TimeBase;
import java.util.Arrays;
import java.util.Map;
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
    Trial slower = Trial.of("poisson", 1).neurons(NEURONS).with("rate", 400);
    assertThat(meanCount(slower, -100)).isCloseTo(0.3, within(error));
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

  /** Also where something arrives at some neurons, and a part has but one of many rates. */
  @Test
  void aPartOfAPopulationFiresAsInTheWhole() {
    CounterRandom noise = new CounterRandom(1, Purpose.NOISE, "p", "");
    int whole = 1 + 3 * 256;
    double[] arrivals = new double[whole];
    for (int i = 0; i < whole; i += 3) {
      arrivals[i] = i % 2 == 0 ? 400 : -60;
    }
    double[] rates = new double[whole];
    Arrays.setAll(rates, i -> 1000.0 * i / whole);
    double[][] choices = {{20}, {100.5}, {300}, {9_000}, rates};
    for (double[] rate : choices) {
      for (int[] cut : new int[][] {{0, 8}, {8, 264}, {248, 300}, {whole - 1, whole}}) {
        for (long tick = 0; tick < 20; tick++) {
          Spikes all = fired(rate, 0, whole, arrivals, noise, tick);
          Spikes part = fired(rate, cut[0], cut[1], arrivals, noise, tick);
          Spikes expected = new Spikes(4);
          for (int i = 0; i < all.size(); i++) {
            if (all.neuron(i) >= cut[0] && all.neuron(i) < cut[1]) {
              expected.add(all.neuron(i) - cut[0], all.count(i));
            }
          }
          assertThat(part.sameAs(expected)).isTrue();
        }
      }
    }
  }

  private static Spikes fired(
      double[] rate, int from, int to, double[] arrivals, CounterRandom noise, long tick) {
    boolean alike = rate.length == 1;
    double[] own = alike ? rate : Arrays.copyOfRange(rate, from, to);
    Dynamics dynamics =
        new PoissonGenerator()
            .compile(
                new PopulationSettings(
                    from,
                    to - from,
                    TimeBase.ofMicros(1000),
                    new Arguments(Map.of("rate", own), Map.of()),
                    alike));
    Spikes spikes = Spikes.withTable(to - from);
    double[][] input = {Arrays.copyOfRange(arrivals, from, to)};
    dynamics.step(new double[0][], input, tick, noise, spikes);
    return spikes;
  }

  /** Arrivals add spikes to a neuron's own, or take some of them away. */
  @Test
  void whatArrivesAtANeuronChangesNoOther() {
    CounterRandom noise = new CounterRandom(1, Purpose.NOISE, "p", "");
    for (double rate : new double[] {50, 400}) {
      for (long tick = 0; tick < 100; tick++) {
        double[] arrivals = new double[NEURONS];
        Spikes before = fired(new double[] {rate}, 0, NEURONS, arrivals, noise, tick);
        arrivals[7] = 900;
        arrivals[70] = -rate / 2;
        arrivals[71] = -rate;
        Spikes after = fired(new double[] {rate}, 0, NEURONS, arrivals, noise, tick);
        double[] first = byNeuron(before);
        double[] second = byNeuron(after);
        assertThat(second[7]).isGreaterThanOrEqualTo(first[7]);
        assertThat(second[70]).isLessThanOrEqualTo(first[70]);
        assertThat(second[71]).isZero();
        for (int i : new int[] {7, 70, 71}) {
          first[i] = 0;
          second[i] = 0;
        }
        assertThat(second).isEqualTo(first);
        assertThat(after.total()).isEqualTo(Arrays.stream(byNeuron(after)).sum());
      }
    }
  }

  private static double[] byNeuron(Spikes spikes) {
    double[] counts = new double[NEURONS];
    for (int i = 0; i < spikes.size(); i++) {
      counts[spikes.neuron(i)] = spikes.count(i);
    }
    return counts;
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
