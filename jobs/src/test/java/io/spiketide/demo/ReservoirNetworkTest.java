package io.spiketide.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Connectivity.Listed;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Projection;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import io.spiketide.rules.NetworkRules;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventSink;
import io.spiketide.simulation.Simulation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservoirNetworkTest {
  private static final int TRAINING = 2_000;
  private static final int TESTS = 500;
  private static final int TICKS = MatchToSample.PRESENTATION_MILLIS;

  @Test
  void theDescriptionHasNoProblemsAndIsAFunctionOfTheSeed() {
    Network network = ReservoirNetwork.build(1);
    assertThat(NetworkRules.check(network)).isEmpty();
    assertThat(ReservoirNetwork.build(1)).isEqualTo(network);
    assertThat(ReservoirNetwork.build(2).projections()).isNotEqualTo(network.projections());
  }

  @Test
  void aFifthInhibitsAndFewAreConnectedFarAway() {
    Projection recurrence = recurrence(ReservoirNetwork.liquid(1));
    Listed pairs = (Listed) recurrence.connectivity();
    double[] weights = ((Values.Listed) recurrence.weights()).values();
    boolean[] inhibits = new boolean[135];
    boolean[] excites = new boolean[135];
    int far = 0;
    for (int i = 0; i < weights.length; i++) {
      (weights[i] < 0 ? inhibits : excites)[pairs.sources()[i]] = true;
      far += Math.abs(pairs.sources()[i] / 9 - pairs.targets()[i] / 9) > 4 ? 1 : 0;
    }
    int inhibitory = 0;
    for (int n = 0; n < 135; n++) {
      assertThat(inhibits[n] && excites[n]).isFalse();
      inhibitory += inhibits[n] ? 1 : 0;
    }
    assertThat(inhibitory).isBetween(15, 40);
    assertThat(weights.length).isBetween(500, 900);
    assertThat(far).isLessThan(weights.length / 50);
  }

  /**
   * The task needs memory and more than a sum: with traces of the channels themselves, whatever
   * their time constant, the same regression can but guess, and so it does with neurons that are
   * not connected with each other.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theLiquidRemembersWhatTracesAndLoneNeuronsDoNot(long seed) {
    Network liquid = ReservoirNetwork.liquid(seed);
    assertThat(accuracy(ReservoirNetwork.answering(liquid))).isGreaterThan(0.93);
    assertThat(accuracy(ReservoirNetwork.answering(withoutRecurrence(liquid)))).isLessThan(0.65);
    assertThat(accuracyOfInputTraces(seed)).isLessThan(0.6);
  }

  /** The share of right decisions in presentations that the training did not have. */
  private static double accuracy(Network network) {
    int[] right = new int[2];
    new Simulation(
            network,
            "a",
            new MatchToSample("test", network.seed(), TESTS),
            new Simulation.Listener() {
              @Override
              public void spikes(int population, long tick, Spikes spikes) {
                // decisions count
              }

              @Override
              public void decision(
                  int readout, String trueLabel, long endTick, int winner, double[] values) {
                right[MatchToSample.LABELS.get(winner).equals(trueLabel) ? 0 : 1]++;
              }
            })
        .runUntil((long) TESTS * TICKS);
    assertThat(right[0] + right[1]).isEqualTo(TESTS);
    return (double) right[0] / TESTS;
  }

  private static Network withoutRecurrence(Network n) {
    List<Projection> projections =
        n.projections().stream().filter(p -> p != recurrence(n)).toList();
    return new Network(
        n.name(),
        n.time(),
        n.seed(),
        n.inputs(),
        n.populations(),
        projections,
        n.readouts(),
        n.recordings(),
        n.instances(),
        Placement.defaultFor(n.time().tickMicros()));
  }

  private static Projection recurrence(Network network) {
    return network.projections().stream()
        .filter(p -> p.source().equals(ReservoirNetwork.LIQUID))
        .filter(p -> p.target().equals(ReservoirNetwork.LIQUID))
        .findFirst()
        .orElseThrow();
  }

  private static double accuracyOfInputTraces(long seed) {
    MatchToSample training = new MatchToSample("training", seed, TRAINING);
    MatchToSample test = new MatchToSample("test", seed, TESTS);
    double[] answers = new double[TRAINING];
    Arrays.setAll(answers, k -> training.answer(k) == 0 ? 1 : -1);
    double[] weights = Ridge.fit(inputTraces(training, TRAINING), answers, 1);
    double[][] traces = inputTraces(test, TESTS);
    int right = 0;
    for (int k = 0; k < TESTS; k++) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * traces[k][i];
      }
      right += (sum > 0 ? 0 : 1) == test.answer(k) ? 1 : 0;
    }
    return (double) right / TESTS;
  }

  /** Traces of each channel with 10, 30 and 100 ms at the end of each presentation, and a 1. */
  private static double[][] inputTraces(MatchToSample task, int presentations) {
    double[] taus = {10, 30, 100};
    int features = taus.length * MatchToSample.CHANNELS;
    double[][] traces = new double[presentations][features + 1];
    EventSink sink =
        new EventSink() {
          @Override
          public void event(long micros, int address, float value) {
            int presentation = (int) (micros / 1_000 / TICKS);
            double age = (presentation + 1) * TICKS - micros / 1e3;
            for (int t = 0; t < taus.length; t++) {
              traces[presentation][t * MatchToSample.CHANNELS + address] +=
                  Math.exp(-age / taus[t]);
            }
          }

          @Override
          public void mark(EpisodeMark mark) {
            // of no concern here
          }

          @Override
          public void dropped(long events) {
            // nothing is
          }
        };
    while (task.read(sink)) {
      // all of it
    }
    for (double[] row : traces) {
      row[features] = 1;
    }
    return traces;
  }
}
