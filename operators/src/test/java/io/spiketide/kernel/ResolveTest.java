package io.spiketide.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spiketide.catalog.Arguments;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Range;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.neuron.PopulationSettings;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.time.TimeBase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolveTest {
  private static final NeuronModel LIF = NeuronModels.CATALOG.get("lif");
  private static final int NEURONS = 2000;

  @Test
  void fillsInDefaults() {
    Arguments arguments = resolve(Settings.of("lif", Map.of("tau_m", Values.of(20))));
    assertThat(arguments.value("tau_m")).isEqualTo(20);
    assertThat(arguments.value("V_th")).isEqualTo(1);
    assertThat(arguments.option("reset")).isEqualTo("v_reset");
    assertThat(arguments.isUniform("tau_m")).isTrue();
  }

  @Test
  void takesWhatTheDescriptionSays() {
    Settings settings =
        Settings.of("lif", Map.of("tau_m", new Values.Uniform(10, 20)))
            .withOption("reset", "subtract");
    assertThat(resolve(settings).option("reset")).isEqualTo("subtract");
    assertThat(Arrays.stream(resolve(settings).each("tau_m", NEURONS)))
        .allMatch(tau -> tau >= 10 && tau < 20);
    assertThat(resolve(settings).each("tau_m", NEURONS))
        .isEqualTo(resolve(settings).each("tau_m", NEURONS));
  }

  @Test
  void drawsParametersIndependentlyOfEachOther() {
    Values unit = new Values.Uniform(0, 1);
    Arguments arguments = resolve(Settings.of("lif", Map.of("tau_m", unit, "V_th", unit)));
    double[] tau = arguments.each("tau_m", NEURONS);
    double[] threshold = arguments.each("V_th", NEURONS);
    double covariance = 0;
    for (int i = 0; i < NEURONS; i++) {
      covariance += (tau[i] - 0.5) * (threshold[i] - 0.5) / NEURONS;
    }
    double variance = 1.0 / 12;
    assertThat(Math.abs(covariance / variance)).isLessThan(0.1);
  }

  /** A part of a population that looks alike does not make the population so. */
  @Test
  void aPartIsAlikeIfThePopulationIs() {
    double[] rates = new double[16];
    Arrays.fill(rates, 0, 8, 50);
    Arrays.fill(rates, 8, 16, 80);
    assertThat(part(new Values.Listed(rates)).alike()).isFalse();
    Arrays.fill(rates, 50);
    assertThat(part(new Values.Listed(rates)).alike()).isTrue();
    assertThat(part(Values.of(50)).alike()).isTrue();
    assertThat(part(new Values.Listed(rates)).each("rate")).hasSize(8).containsOnly(50);
  }

  private static PopulationSettings part(Values rate) {
    Population population =
        Population.of("noise", Shape.of(16), Settings.of("poisson", Map.of("rate", rate)));
    Network network =
        new Network(
            "n",
            TimeBase.ofMicros(1000),
            1,
            List.of(),
            List.of(population),
            List.of(),
            List.of(),
            List.of(),
            Instances.perRecordKey(),
            new Placement(1));
    NeuronModel poisson = NeuronModels.CATALOG.get("poisson");
    return Resolve.population(poisson, population, new Range(0, 8), network);
  }

  @Test
  void namesTheParameterThatIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolve(Settings.of("lif")))
        .withMessage("lif needs the parameter tau_m; give it a value");
  }

  private static Arguments resolve(Settings settings) {
    return Resolve.arguments(
        LIF, settings, NEURONS, new CounterRandom(1, Purpose.PARAMETER, "p", ""));
  }
}
