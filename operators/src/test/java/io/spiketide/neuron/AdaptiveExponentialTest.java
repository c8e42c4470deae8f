package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveExponentialTest {
  private static final double H = 0.1;
  private static final int FINE_PER_STEP = 1000;

  @Test
  void potentialBelowThresholdFollowsAFineIntegration() {
    Trial trial = Trial.of("adex", H).with("I_e", 400);
    double[] y = {-70.6, 0, 0, 0};
    for (int t = 0; t < 2000; t++) {
      double exc = t % 50 == 0 ? 200 : 0;
      double inh = t % 70 == 0 ? -150 : 0;
      assertThat(trial.step(exc, inh)).isZero();
      for (int i = 0; i < FINE_PER_STEP / 10; i++) {
        FineSteps.advance(y, H / FINE_PER_STEP * 10, slopes(400));
      }
      y[2] += exc;
      y[3] += inh;
      assertThat(trial.get("v")).isCloseTo(y[0], within(1e-5));
      assertThat(trial.get("w")).isCloseTo(y[1], within(1e-5));
    }
  }

  @Test
  void spikesWithAdaptationComeInTheTicksOfAFineIntegration() {
    double current = 1000;
    int ticks = 3000;
    Trial trial = Trial.of("adex", H).with("I_e", current);
    List<Integer> fired = trial.spikeTicks(ticks);
    List<Integer> exact = fineSpikes(current, ticks);
    assertThat(fired).hasSameSizeAs(exact).hasSizeGreaterThan(8);
    for (int i = 0; i < exact.size(); i++) {
      int late = (int) Math.ceil((i + 1) * AdaptiveExponential.LONGEST_SUB_STEP / H);
      assertThat(fired.get(i)).isBetween(exact.get(i), exact.get(i) + late);
    }
    int firstInterval = fired.get(1) - fired.get(0);
    int lastInterval = fired.get(fired.size() - 1) - fired.get(fired.size() - 2);
    assertThat(lastInterval).describedAs("adapts").isGreaterThan(firstInterval);
  }

  @Test
  void staysAtResetDuringTheRefractoryPeriod() {
    Trial trial = Trial.of("adex", H).with("I_e", 2000).with("t_ref", 1);
    while (trial.step() == 0) {
      assertThat(trial.get("v")).isLessThan(0);
    }
    for (int t = 0; t < 10; t++) {
      assertThat(trial.get("v")).isEqualTo(-60);
      assertThat(trial.step()).isZero();
    }
    assertThat(trial.get("v")).isEqualTo(-60);
    trial.step();
    assertThat(trial.get("v")).isGreaterThan(-60);
  }

  @Test
  void longStepsCountSeveralSpikes() {
    Trial trial = Trial.of("adex", 50).with("I_e", 2000);
    assertThat(trial.step()).isGreaterThan(1);
  }

  @Test
  void resetAboveThePeakIsRefused() {
    assertThatThrownBy(() -> Trial.of("adex", H).with("V_reset", 5).start())
        .hasMessage("V_reset 5.0 mV is not below V_peak 0.0 mV; lower V_reset or raise V_peak");
  }

  private static List<Integer> fineSpikes(double current, int ticks) {
    List<Integer> fired = new ArrayList<>();
    double[] y = {-70.6, 0, 0, 0};
    for (int t = 0; t < ticks; t++) {
      for (int i = 0; i < FINE_PER_STEP; i++) {
        FineSteps.advance(y, H / FINE_PER_STEP, slopes(current));
        if (y[0] >= 0) {
          y[0] = -60;
          y[1] += 80.5;
          fired.add(t);
        }
      }
    }
    return fired;
  }

  private static FineSteps.Slopes slopes(double current) {
    return (y, k) -> {
      double v = Math.min(y[0], 0);
      double upswing = 30 * 2 * Math.exp((v + 50.4) / 2);
      k[0] = (-30 * (v + 70.6) + upswing - y[1] + y[2] + y[3] + current) / 281;
      k[1] = (4 * (v + 70.6) - y[1]) / 144;
      k[2] = -y[2] / 0.2;
      k[3] = -y[3] / 2;
    };
  }
}
