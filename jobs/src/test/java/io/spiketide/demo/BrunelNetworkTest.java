package io.spiketide.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Connectivity.FixedIndegree;
import io.spiketide.network.Network;
import io.spiketide.network.Projection;
import io.spiketide.network.Values;
import io.spiketide.rules.NetworkRules;
import io.spiketide.statistics.PopulationStatistics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrunelNetworkTest {

  @Test
  void theDescriptionHasNoProblems() {
    assertThat(NetworkRules.check(BrunelNetwork.build(1, 1))).isEmpty();
    assertThat(NetworkRules.check(BrunelNetwork.build(1, 0.004))).isEmpty();
  }

  @Test
  void sizesWeightsAndDriveAreThePublishedOnes() {
    Network network = BrunelNetwork.build(1, 1);
    assertThat(size(network, "excitatory")).isEqualTo(10_000);
    assertThat(size(network, "inhibitory")).isEqualTo(2_500);
    Projection excitation = projection(network, "excitatory->inhibitory");
    assertThat(excitation.connectivity()).isEqualTo(new FixedIndegree(1_000, true, true));
    assertThat(constant(excitation.weights())).isCloseTo(0.1, within(1e-15));
    assertThat(constant(excitation.delays()) * network.time().tickMillis())
        .isCloseTo(1.5, within(1e-12));
    Projection inhibition = projection(network, "inhibitory->excitatory");
    assertThat(inhibition.connectivity()).isEqualTo(new FixedIndegree(250, true, true));
    assertThat(constant(inhibition.weights())).isCloseTo(-0.5, within(1e-15));
    assertThat(rate(network)).isCloseTo(20_000, within(1e-9));
  }

  /** The drive is that of delta synapses times the ratio of a peak to a jump of the same area. */
  @Test
  void anExponentialSynapseHasThePeakOfADeltaSynapse() {
    Network network = BrunelNetwork.buildExponential(1, 1);
    assertThat(NetworkRules.check(network)).isEmpty();
    double weight = constant(projection(network, "excitatory->inhibitory").weights());
    double highest = 0;
    for (double t = 0; t < 10; t += 0.001) {
      double potential =
          weight / 250 * (Math.exp(-t / 20) - Math.exp(-t / 0.5)) / (1 / 0.5 - 1 / 20.0);
      highest = Math.max(highest, potential);
    }
    assertThat(highest).isCloseTo(0.1, within(1e-6));
    assertThat(constant(projection(network, "inhibitory->excitatory").weights()))
        .isCloseTo(-5 * weight, within(1e-9));
    assertThat(rate(network) * 1e-3 * weight * 20 * 0.5 / 250).isCloseTo(40, within(1e-9));
  }

  /** The mean input in mV is weight x rate x tau_m, and the in-degree times the weight. */
  @Test
  void aSmallerNetworkHasTheSameMeanInput() {
    Network network = BrunelNetwork.build(1, 0.4);
    assertThat(size(network, "excitatory")).isEqualTo(4_000);
    assertThat(size(network, "inhibitory")).isEqualTo(1_000);
    Projection excitation = projection(network, "excitatory->excitatory");
    assertThat(excitation.connectivity()).isEqualTo(new FixedIndegree(400, true, true));
    assertThat(constant(excitation.weights())).isCloseTo(0.25, within(1e-15));
    assertThat(rate(network)).isCloseTo(8_000, within(1e-9));
  }

  @Test
  void aScaleThatLeavesNoSynapseIsRefused() {
    assertThatThrownBy(() -> BrunelNetwork.build(1, 0.001))
        .hasMessageStartingWith("--scale: 0.001");
    assertThatThrownBy(() -> BrunelNetwork.build(1, Double.NaN))
        .hasMessageContaining("is outside 0.004 to 4000");
  }

  /**
   * Both populations get the same input, so they fire alike: at a rate that inhibition holds below
   * that of a lone neuron with this drive, and less regularly than a clock.
   */
  @Test
  void firesInBalance() {
    Map<String, PopulationStatistics> measured =
        AutonomousRun.measure(BrunelNetwork.build(1, 0.1), 1_000, 6_000);
    PopulationStatistics excitatory = measured.get("excitatory");
    PopulationStatistics inhibitory = measured.get("inhibitory");
    double rate = excitatory.rates().mean();
    double lone = 1e3 / (2 + 20 * Math.log(40.0 / (40 - 20)));
    assertThat(rate).isBetween(lone / 3, lone * 0.8);
    assertThat(inhibitory.rates().mean()).isCloseTo(rate, within(0.06 * rate));
    assertThat(excitatory.variation().mean()).isBetween(0.1, 0.9);
  }

  /**
   * Against NEST with the same parameters, over 1 s after 0.1 s, three seeds: 32.0 to 32.1 Hz and
   * 32.1 to 32.2 Hz, CV 0.173 to 0.174.
   */
  @Test
  void firesAsInNestAtFullScale() {
    Map<String, PopulationStatistics> measured =
        AutonomousRun.measure(BrunelNetwork.build(1, 1), 1_000, 11_000);
    PopulationStatistics excitatory = measured.get("excitatory");
    PopulationStatistics inhibitory = measured.get("inhibitory");
    assertThat(excitatory.rates().mean()).isCloseTo(32.05, within(0.02 * 32.05));
    assertThat(inhibitory.rates().mean()).isCloseTo(32.15, within(0.02 * 32.15));
    assertThat(excitatory.variation().mean()).isCloseTo(0.1735, within(0.02));
    assertThat(inhibitory.variation().mean()).isCloseTo(0.1735, within(0.02));
  }

  /** Against NEST likewise: 29.5 to 29.6 Hz, CV 0.184 to 0.187. */
  @Test
  void firesAsInNestWithExponentialSynapses() {
    Map<String, PopulationStatistics> measured =
        AutonomousRun.measure(BrunelNetwork.buildExponential(1, 1), 1_000, 11_000);
    for (String population : List.of("excitatory", "inhibitory")) {
      PopulationStatistics statistics = measured.get(population);
      assertThat(statistics.rates().mean()).isCloseTo(29.55, within(0.02 * 29.55));
      assertThat(statistics.variation().mean()).isCloseTo(0.1855, within(0.02));
    }
  }

  @Test
  void theSeedChoosesTheSpikes() {
    long[] spikes = new long[3];
    for (int i = 0; i < 3; i++) {
      Network network = BrunelNetwork.build(1 + i / 2, 0.02);
      spikes[i] = AutonomousRun.measure(network, 0, 2_000).get("excitatory").spikes();
    }
    assertThat(spikes[1]).isEqualTo(spikes[0]);
    assertThat(spikes[2]).isNotEqualTo(spikes[0]);
  }

  private static int size(Network network, String population) {
    return network.population(population).orElseThrow().shape().size();
  }

  private static double rate(Network network) {
    return constant(network.population("drive_e").orElseThrow().model().parameters().get("rate"));
  }

  private static Projection projection(Network network, String name) {
    return network.projections().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double constant(Values values) {
    return ((Values.Constant) values).value();
  }
}
