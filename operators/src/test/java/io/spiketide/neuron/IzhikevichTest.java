package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IzhikevichTest {
  private static final double FINE = 1e-4;

  @ParameterizedTest
  @CsvSource({
    "half_steps, 0.02, 0.2, -65, 8",
    "half_steps, 0.1, 0.2, -65, 2",
    "half_steps, 0.02, 0.2, -50, 2",
    "euler, 0.02, 0.2, -65, 8"
  })
  void spikeTimesComeToThoseOfAFineIntegration(
      String integration, double a, double b, double c, double d) {
    double current = 10;
    double duration = 200;
    List<Double> exact = fineSpikes(a, b, c, d, current, duration);
    double coarse = 0.01;
    double worst = worstDifference(integration, a, b, c, d, current, coarse, exact);
    double better = worstDifference(integration, a, b, c, d, current, coarse / 4, exact);
    assertThat(exact).hasSizeGreaterThan(4);
    assertThat(worst).isLessThan(2);
    assertThat(better).describedAs("first order: a quarter of the error").isLessThan(worst / 2);
  }

  @Test
  void potentialBelowThresholdFollowsAFineIntegration() {
    double step = 0.001;
    Trial trial = Trial.of("izhikevich", step);
    double[] y = {-65, -13};
    for (int t = 0; t < 50_000; t++) {
      trial.step(3);
      FineSteps.advance(y, step, slopes(0.02, 0.2, 3));
    }
    assertThat(trial.get("v")).isCloseTo(y[0], within(1e-3));
    assertThat(trial.get("u")).isCloseTo(y[1], within(1e-3));
  }

  @Test
  void stepsAsPublishedGiveThePublishedSequence() {
    Trial trial = Trial.of("izhikevich", 1);
    double v = -65;
    double u = 0.2 * v;
    for (int t = 0; t < 1000; t++) {
      double fired = trial.step(10);
      v = v + 0.5 * (0.04 * v * v + 5 * v + 140 - u + 10);
      v = v + 0.5 * (0.04 * v * v + 5 * v + 140 - u + 10);
      u = u + 0.02 * (0.2 * v - u);
      assertThat(fired).isEqualTo(v >= 30 ? 1 : 0);
      if (v >= 30) {
        v = -65;
        u += 8;
      }
      assertThat(trial.get("v")).isCloseTo(v, within(1e-6));
      v = trial.get("v");
      u = trial.get("u");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"half_steps", "euler"})
  void jumpsActAtTheEndOfTheStep(String integration) {
    Trial jumped = Trial.of("izhikevich", 0.1).option("input", "jump");
    Trial silent = Trial.of("izhikevich", 0.1);
    jumped.option("integration", integration).step(7);
    silent.option("integration", integration).step();
    assertThat(jumped.get("v")).isEqualTo(silent.get("v") + 7);
    assertThat(jumped.get("u")).isEqualTo(silent.get("u"));
  }

  @Test
  void resetAboveTheThresholdIsRefused() {
    assertThatThrownBy(() -> Trial.of("izhikevich", 1).with("c", 40).start())
        .hasMessage("c 40.0 mV is not below V_th 30.0 mV; lower c or raise V_th");
  }

  private static double worstDifference(
      String integration,
      double a,
      double b,
      double c,
      double d,
      double current,
      double step,
      List<Double> exact) {
    Trial trial =
        Trial.of("izhikevich", step)
            .option("integration", integration)
            .with("a", a)
            .with("b", b)
            .with("c", c)
            .with("d", d)
            .with("u_init", b * c);
    List<Integer> fired = trial.spikeTicks((int) (230 / step), current);
    assertThat(fired).hasSizeGreaterThanOrEqualTo(exact.size());
    double worst = 0;
    for (int i = 0; i < exact.size(); i++) {
      worst = Math.max(worst, Math.abs((fired.get(i) + 1) * step - exact.get(i)));
    }
    return worst;
  }

  private static List<Double> fineSpikes(
      double a, double b, double c, double d, double current, double duration) {
    double[] y = {c, b * c};
    FineSteps.Slopes slopes = slopes(a, b, current);
    List<Double> times = new ArrayList<>();
    for (int t = 1; t * FINE <= duration; t++) {
      FineSteps.advance(y, FINE, slopes);
      if (y[0] >= 30) {
        y[0] = c;
        y[1] += d;
        times.add(t * FINE);
      }
    }
    return times;
  }

  private static FineSteps.Slopes slopes(double a, double b, double current) {
    return (y, k) -> {
      k[0] = 0.04 * y[0] * y[0] + 5 * y[0] + 140 - y[1] + current;
      k[1] = a * (b * y[0] - y[1]);
    };
  }
}
