package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.catalog.CatalogChecks;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimplifiedLifTest {
  private static final int STEPS = 200;
  private static final int NEURONS = 400;
  private static final CounterRandom NOISE = new CounterRandom(1, Purpose.NOISE, "", "");

  @Test
  void leaksBeforeItFiresAtItsThresholdOrAfterIt() {
    double[] input = {1.15, 1, 0.5, 0, 0};
    assertThat(potentials("leak_first", 2.35, input)).containsExactly(1, 1.85, 2.2, 2.05, 1.9);
    assertThat(potentials("test_first", 2.35, input)).containsExactly(1, 1.85, 2.2, 2.05, 1.9);
    assertThat(spikes("leak_first", 2.2, input)).as("v reaches theta").containsExactly(2);
    assertThat(spikes("test_first", 2.35, input)).as("v reaches theta").isEmpty();
    assertThat(spikes("test_first", 2.2, input)).as("v is 2.35").containsExactly(2);
  }

  @Test
  void staysAtRestDuringTheRefractoryTimeAndLosesArrivals() {
    double[] input = new double[70];
    java.util.Arrays.fill(input, 5);
    assertThat(spikes("leak_first", 4, input)).containsExactly(0, 31, 62);
  }

  @Test
  void comesBackFromBelowTheLowerBound() {
    double[] input = {-501, 0.5};
    assertThat(potentials("leak_first", 4, input)).containsExactly(0, 0.35);
  }

  @Test
  void takesTheThresholdThatArrives() {
    Run run = new Run("fixed", "leak_first", 4, 1);
    run.input[1][0] = 2;
    run.step();
    run.input[1][0] = 0;
    run.input[0][0] = 2.2;
    assertThat(run.step()).isEqualTo(1);
    assertThat(run.state[1][0]).isEqualTo(2);
  }

  /** Input is above the leak, so that nobody comes to rest, where rounding decides who leaks. */
  @Test
  void integersStayCloseToDoublesAndFireAlike() {
    for (String order : List.of("leak_first", "test_first")) {
      Run fixed = new Run("fixed", order, 6, NEURONS);
      Run real = new Run("double", order, 6, NEURONS);
      Random random = new Random(5);
      boolean[] parted = new boolean[NEURONS];
      int alike = 0;
      int fired = 0;
      for (int step = 1; step <= STEPS; step++) {
        for (int i = 0; i < NEURONS; i++) {
          double x = 0.2 + random.nextDouble();
          fixed.input[0][i] = x;
          real.input[0][i] = x;
        }
        List<Integer> a = fixed.fire();
        List<Integer> b = real.fire();
        for (int i = 0; i < NEURONS; i++) {
          parted[i] |= a.contains(i) != b.contains(i);
        }
        fired += b.size();
        b.retainAll(a);
        alike += b.size();
        for (int i = 0; i < NEURONS; i++) {
          if (!parted[i]) {
            assertThat(Math.abs(fixed.state[0][i] - real.state[0][i]))
                .isLessThanOrEqualTo(step * 0x1p-11);
          }
        }
      }
      assertThat(fired).isGreaterThan(1000);
      assertThat(alike / (double) fired).isGreaterThanOrEqualTo(0.99);
    }
  }

  @Test
  void integersSaturate() {
    assertThat(Q12.add(Q12.MAX, 5)).isEqualTo(Q12.MAX);
    assertThat(Q12.add(Q12.MIN, -5)).isEqualTo(Q12.MIN);
    assertThat(FixedPoint.of(1e9)).isEqualTo(Q12.MAX);
  }

  private static double[] potentials(String order, double threshold, double[] input) {
    Run run = new Run("double", order, threshold, 1);
    double[] v = new double[input.length];
    for (int t = 0; t < v.length; t++) {
      run.input[0][0] = input[t];
      run.step();
      v[t] = Math.rint(run.state[0][0] * 1e9) / 1e9;
    }
    return v;
  }

  private static List<Integer> spikes(String order, double threshold, double[] input) {
    Run run = new Run("fixed", order, threshold, 1);
    List<Integer> ticks = new ArrayList<>();
    for (int t = 0; t < input.length; t++) {
      run.input[0][0] = input[t];
      if (run.step() > 0) {
        ticks.add(t);
      }
    }
    return ticks;
  }

  private static final class Run {
    final double[][] input;
    final double[][] state;
    private final Dynamics dynamics;
    private long tick;

    Run(String precision, String order, double threshold, int neurons) {
      SimplifiedLif model = new SimplifiedLif();
      PopulationSettings settings =
          new PopulationSettings(
              neurons,
              TimeBase.ofMicros(1000),
              CatalogChecks.arguments(
                  model, "precision=" + precision, "order=" + order, "V_th=" + threshold));
      dynamics = model.compile(settings);
      input = new double[2][neurons];
      state = new double[4][neurons];
      java.util.Arrays.fill(state[1], threshold);
    }

    int step() {
      return fire().size();
    }

    List<Integer> fire() {
      Spikes spikes = new Spikes(4);
      dynamics.step(state, input, tick++, NOISE, spikes);
      List<Integer> neurons = new ArrayList<>();
      for (int s = 0; s < spikes.size(); s++) {
        neurons.add(spikes.neuron(s));
      }
      return neurons;
    }
  }
}
