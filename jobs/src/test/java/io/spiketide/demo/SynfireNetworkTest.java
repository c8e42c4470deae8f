package io.spiketide.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.demo.SynfireNetwork.Volley;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.rules.NetworkRules;
import io.spiketide.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynfireNetworkTest {
  /** Half of the time in which spikes of a volley are looked for, in ms. */
  private static final double HALF_WINDOW = 10;

  /** A spike of a pool. */
  private record Spike(int pool, double millis) {}

  @Test
  void theDescriptionHasNoProblems() {
    assertThat(NetworkRules.check(SynfireNetwork.build(1))).isEmpty();
  }

  /** The closed form of the potential after an alpha-shaped current. */
  @Test
  void aSynapseMovesThePotentialByThePublishedPeak() {
    double beta = 1 / (1 / 0.33 - 1 / 10.0);
    double highest = 0;
    for (double t = 0; t < 20; t += 1e-3) {
      double shape = Math.exp(-t / 10) - Math.exp(-t / 0.33) * (1 + t / beta);
      double potential = SynfireNetwork.WEIGHT * Math.E / (0.33 * 250) * beta * beta * shape;
      highest = Math.max(highest, potential);
    }
    assertThat(highest).isCloseTo(0.14, within(1e-5));
  }

  /** As published: many spikes may be spread over some ms, few must come together or are lost. */
  @ParameterizedTest
  @CsvSource({
    "100, 0, true",
    "100, 3, true",
    "80, 2, true",
    "65, 0.5, true",
    "80, 12, false",
    "45, 2, false",
    "30, 0, false"
  })
  void aVolleySurvivesIfItIsStrongAndCloseEnough(int spikes, double jitter, boolean survives) {
    Network network = SynfireNetwork.build(1, List.of(new Volley("volley", spikes, jitter)));
    List<Spike> fired = run(network, 3 * SynfireNetwork.INTERVAL_MILLIS);
    for (int i = 0; i < 3; i++) {
      assertVolley(fired, i, survives);
    }
  }

  @Test
  void aStrongVolleyAndAWeakOneComeInTurn() {
    List<Spike> fired = run(SynfireNetwork.build(2), 4 * SynfireNetwork.INTERVAL_MILLIS);
    for (int i = 0; i < 4; i++) {
      assertVolley(fired, i, i % 2 == 0);
    }
  }

  /**
   * The first fires at about 2 Hz, as the noise around it does; chance volleys run down the rest.
   */
  @Test
  void withoutVolleysThereIsLittleMoreThanNoise() {
    int millis = 3_000;
    Network network = SynfireNetwork.build(1, List.of(new Volley("volley", 1, 0)));
    List<Spike> fired = run(network, millis);
    double neuronSeconds = SynfireNetwork.POOL_SIZE * millis * 1e-3;
    assertThat(fired.stream().filter(s -> s.pool() == 1).count() / neuronSeconds)
        .isBetween(2.0, 3.5);
    assertThat(fired.size() / neuronSeconds / SynfireNetwork.POOLS).isBetween(2.0, 4.0);
  }

  /** What survives is a volley of nearly all neurons within 1 to 2 ms; else there is but noise. */
  private static void assertVolley(List<Spike> fired, int index, boolean survives) {
    List<Spike> last = volley(fired, SynfireNetwork.POOLS, index);
    if (survives) {
      assertThat(last).hasSizeBetween(90, 115);
      assertThat(spread(last)).isLessThan(2);
    } else {
      assertThat(last).hasSizeLessThan(20);
    }
  }

  private static List<Spike> run(Network network, int millis) {
    List<Spike> fired = new ArrayList<>();
    List<String> names = network.populations().stream().map(Population::name).toList();
    new Simulation(
            network,
            "a",
            (population, tick, spikes) -> {
              String name = names.get(population);
              if (name.startsWith("pool_")) {
                int pool = Integer.parseInt(name.substring(5));
                for (int i = 0; i < spikes.size(); i++) {
                  fired.add(new Spike(pool, tick * network.time().tickMillis()));
                }
              }
            })
        .runUntil(Math.round(millis / network.time().tickMillis()));
    return fired;
  }

  /** What a pool fires around the time at which a volley passes it. */
  private static List<Spike> volley(List<Spike> fired, int pool, int index) {
    double expected =
        SynfireNetwork.FIRST_MILLIS
            + index * SynfireNetwork.INTERVAL_MILLIS
            + (pool - 1) * (SynfireNetwork.DELAY_MILLIS + 0.5);
    return fired.stream()
        .filter(s -> s.pool() == pool && Math.abs(s.millis() - expected) < HALF_WINDOW)
        .toList();
  }

  private static double spread(List<Spike> spikes) {
    double mean = spikes.stream().mapToDouble(Spike::millis).average().orElse(0);
    return Math.sqrt(
        spikes.stream()
            .mapToDouble(s -> (s.millis() - mean) * (s.millis() - mean))
            .average()
            .orElse(0));
  }
}
