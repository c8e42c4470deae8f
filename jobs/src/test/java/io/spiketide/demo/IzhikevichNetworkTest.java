package io.spiketide.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Network;
import io.spiketide.network.Projection;
import io.spiketide.network.Values;
import io.spiketide.rules.NetworkRules;
import io.spiketide.statistics.PopulationStatistics;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IzhikevichNetworkTest {
  private static final int TICKS = 3_000;
  private static final int DISCARD = 500;
  private static final int SEEDS = 4;

  @Test
  void theDescriptionHasNoProblems() {
    assertThat(NetworkRules.check(IzhikevichNetwork.build(1))).isEmpty();
  }

  @Test
  void parametersOfANeuronBelongTogether() {
    Network network = IzhikevichNetwork.build(7);
    double[] c = listed(network, "excitatory", "c");
    double[] d = listed(network, "excitatory", "d");
    double[] a = listed(network, "inhibitory", "a");
    double[] b = listed(network, "inhibitory", "b");
    assertThat(c).hasSize(800);
    assertThat(a).hasSize(200);
    for (int i = 0; i < c.length; i++) {
      double square = (c[i] + 65) / 15;
      assertThat(square).isBetween(0.0, 1.0);
      assertThat(d[i]).isCloseTo(8 - 6 * square, within(1e-9));
    }
    for (int i = 0; i < a.length; i++) {
      double r = (a[i] - 0.02) / 0.08;
      assertThat(r).isBetween(0.0, 1.0);
      assertThat(b[i]).isCloseTo(0.25 - 0.05 * r, within(1e-9));
    }
    assertThat(listed(IzhikevichNetwork.build(8), "excitatory", "c")).isNotEqualTo(c);
  }

  /** Mean: events x weight + bias; deviation: the root of the events times the weight. */
  @Test
  void noiseHasNoMeanAndThePublishedDeviation() {
    Network network = IzhikevichNetwork.build(1);
    double[] deviations = {5, 2};
    String[] sources = {"noise_e", "noise_i"};
    for (int i = 0; i < 2; i++) {
      String source = sources[i];
      Projection noise =
          network.projections().stream()
              .filter(p -> p.source().equals(source))
              .findFirst()
              .orElseThrow();
      double weight = ((Values.Constant) noise.weights()).value();
      Values rate = network.population(source).orElseThrow().model().parameters().get("rate");
      double events = ((Values.Constant) rate).value() * network.time().tickMillis() * 1e-3;
      assertThat(Math.sqrt(events) * weight).isCloseTo(deviations[i], within(1e-9));
      assertThat(events * (float) weight + noise.bias()[0]).isCloseTo(0, within(1e-9));
    }
  }

  /**
   * Against the published algorithm, written down once more with a generator of random numbers of
   * its own. Rates of single seeds spread by some percent, as the network swings between rhythms.
   */
  @Test
  void firesAsThePublishedProgram() {
    double[] ours = new double[2];
    double[] published = new double[2];
    for (int seed = 1; seed <= SEEDS; seed++) {
      Map<String, PopulationStatistics> measured =
          AutonomousRun.measure(IzhikevichNetwork.build(seed), DISCARD, TICKS);
      ours[0] += measured.get("excitatory").rates().mean() / SEEDS;
      ours[1] += measured.get("inhibitory").rates().mean() / SEEDS;
      double[] rates = published(new Random(seed));
      published[0] += rates[0] / SEEDS;
      published[1] += rates[1] / SEEDS;
    }
    assertThat(ours[0]).as("excitatory").isCloseTo(published[0], within(0.1 * published[0]));
    assertThat(ours[1]).as("inhibitory").isCloseTo(published[1], within(0.1 * published[1]));
  }

  /** Rates in Hz of the excitatory and the inhibitory neurons. */
  private static double[] published(Random random) {
    int n = 1_000;
    int excitatory = 800;
    double[] a = new double[n];
    double[] b = new double[n];
    double[] c = new double[n];
    double[] d = new double[n];
    double[] v = new double[n];
    double[] u = new double[n];
    double[][] weightsFrom = new double[n][n];
    for (int i = 0; i < n; i++) {
      double r = random.nextDouble();
      boolean excites = i < excitatory;
      a[i] = excites ? 0.02 : 0.02 + 0.08 * r;
      b[i] = excites ? 0.2 : 0.25 - 0.05 * r;
      c[i] = excites ? -65 + 15 * r * r : -65;
      d[i] = excites ? 8 - 6 * r * r : 2;
      v[i] = -65;
      u[i] = b[i] * v[i];
      for (int j = 0; j < n; j++) {
        weightsFrom[i][j] = excites ? 0.5 * random.nextDouble() : -random.nextDouble();
      }
    }
    long[] spikes = new long[2];
    for (int t = 0; t < TICKS; t++) {
      double[] input = new double[n];
      for (int i = 0; i < n; i++) {
        input[i] = (i < excitatory ? 5 : 2) * random.nextGaussian();
      }
      for (int i = 0; i < n; i++) {
        if (v[i] >= 30) {
          v[i] = c[i];
          u[i] += d[i];
          spikes[i < excitatory ? 0 : 1] += t >= DISCARD ? 1 : 0;
          for (int j = 0; j < n; j++) {
            input[j] += weightsFrom[i][j];
          }
        }
      }
      for (int i = 0; i < n; i++) {
        v[i] += 0.5 * (0.04 * v[i] * v[i] + 5 * v[i] + 140 - u[i] + input[i]);
        v[i] += 0.5 * (0.04 * v[i] * v[i] + 5 * v[i] + 140 - u[i] + input[i]);
        u[i] += a[i] * (b[i] * v[i] - u[i]);
      }
    }
    double seconds = (TICKS - DISCARD) * 1e-3;
    return new double[] {spikes[0] / seconds / excitatory, spikes[1] / seconds / (n - excitatory)};
  }

  private static double[] listed(Network network, String population, String parameter) {
    Values values =
        network.population(population).orElseThrow().model().parameters().get(parameter);
    return ((Values.Listed) values).values();
  }
}
