package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveLifTest {
  @Test
  void thresholdRisesWithSpikesAndDecays() {
    Trial alif = Trial.of("alif", 1).with("tau_a", 50).option("input", "jump");
    double rho = Math.exp(-1.0 / 50);
    assertThat(alif.step(1.5)).isEqualTo(1);
    assertThat(alif.get("b")).isCloseTo(1 - rho, within(1e-12));
    alif.silence(100);
    assertThat(alif.get("b")).isCloseTo((1 - rho) * Math.pow(rho, 100), within(1e-12));
  }

  @Test
  void firesOnlyAboveTheRisenThreshold() {
    Trial alif = Trial.of("alif", 1).option("input", "jump").option("reset", "zero");
    assertThat(alif.step(1.5)).isEqualTo(1);
    double raised = 1 + 1.8 * alif.get("b");
    assertThat(alif.step(raised - 1e-9)).isZero();
    Trial again = Trial.of("alif", 1).option("input", "jump").option("reset", "zero");
    again.step(1.5);
    assertThat(again.step(raised + 1e-9)).isEqualTo(1);
  }

  @Test
  void subtractionTakesTheRisenThresholdAway() {
    Trial alif = Trial.of("alif", 1).option("input", "jump");
    alif.step(1.5);
    double raised = 1 + 1.8 * alif.get("b");
    double before = alif.get("v") * Math.exp(-1.0 / 20) + 2;
    assertThat(alif.step(2)).isEqualTo(1);
    assertThat(alif.get("v")).isCloseTo(before - raised, within(1e-12));
  }

  @Test
  void intervalsGrowUnderConstantInput() {
    List<Integer> fired = Trial.of("alif", 0.1).spikeTicks(5000, 1.5);
    int last = fired.size() - 1;
    assertThat(fired.get(last) - fired.get(last - 1)).isGreaterThan(fired.get(1) - fired.get(0));
  }

  @Test
  void withoutAdaptationItIsALif() {
    Trial alif = Trial.of("alif", 0.1).with("beta", 0).with("t_ref", 1).with("tau_m", 10);
    Trial lif =
        Trial.of("lif", 0.1)
            .with("t_ref", 1)
            .option("discretisation", "exact")
            .option("reset", "subtract");
    for (int t = 0; t < 1000; t++) {
      double in = 1.5 + Math.sin(t / 30.0);
      assertThat(alif.step(in)).isEqualTo(lif.step(in));
      assertThat(alif.get("v")).isEqualTo(lif.get("v"));
    }
  }
}
