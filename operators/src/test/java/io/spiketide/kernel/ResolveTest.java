package io.spiketide.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spiketide.catalog.Arguments;
import io.spiketide.network.Settings;
import io.spiketide.network.Values;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import java.util.Arrays;
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
