package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HodgkinHuxleyTest {
  private static final double H = 0.1;
  private static final int FINE_PER_STEP = 200;

  @ParameterizedTest
  @ValueSource(doubles = {100, 650, 1500})
  void potentialAndGatesFollowAFineIntegration(double current) {
    Trial trial = Trial.of("hodgkin_huxley", H).with("I_e", current);
    double[] y = {-65, 0.0529324852572496, 0.596120753508460, 0.317676914060697, 0, 0};
    List<Integer> fired = new ArrayList<>();
    List<Integer> exact = new ArrayList<>();
    for (int t = 0; t < 1000; t++) {
      double exc = t % 100 == 50 ? 300 : 0;
      double inh = t % 130 == 60 ? -300 : 0;
      double before = y[0];
      for (int i = 0; i < FINE_PER_STEP; i++) {
        FineSteps.advance(y, H / FINE_PER_STEP, slopes(current));
      }
      if (before < 0 && y[0] >= 0) {
        exact.add(t);
      }
      y[4] += exc;
      y[5] += inh;
      if (trial.step(exc, inh) > 0) {
        fired.add(t);
      }
      assertThat(trial.get("v")).isCloseTo(y[0], within(0.05));
      assertThat(trial.get("m")).isCloseTo(y[1], within(1e-3));
      assertThat(trial.get("h")).isCloseTo(y[2], within(1e-3));
      assertThat(trial.get("n")).isCloseTo(y[3], within(1e-3));
    }
    assertThat(fired).isEqualTo(exact);
    if (current > 1000) {
      assertThat(fired).hasSizeGreaterThan(4);
    }
  }

  @Test
  void staysAtRestWithoutInput() {
    Trial trial = Trial.of("hodgkin_huxley", H).silence(5000);
    assertThat(trial.get("v")).isCloseTo(-65, within(0.01));
  }

  @Test
  void firesTonicallyAboveItsRheobaseOnly() {
    assertThat(Trial.of("hodgkin_huxley", H).with("I_e", 500).spikeTicks(5000)).hasSizeLessThan(5);
    assertThat(Trial.of("hodgkin_huxley", H).with("I_e", 1000).spikeTicks(5000))
        .hasSizeGreaterThan(25);
  }

  private static FineSteps.Slopes slopes(double current) {
    return (y, k) -> {
      double v = y[0];
      double alphaM = 0.1 * (v + 40) / (1 - Math.exp(-(v + 40) / 10));
      double alphaN = 0.01 * (v + 55) / (1 - Math.exp(-(v + 55) / 10));
      double alphaH = 0.07 * Math.exp(-(v + 65) / 20);
      double betaM = 4 * Math.exp(-(v + 65) / 18);
      double betaN = 0.125 * Math.exp(-(v + 65) / 80);
      double betaH = 1 / (1 + Math.exp(-(v + 35) / 10));
      double sodium = 12000 * Math.pow(y[1], 3) * y[2] * (v - 50);
      double potassium = 3600 * Math.pow(y[3], 4) * (v + 77);
      k[0] = (-sodium - potassium - 30 * (v + 54.402) + y[4] + y[5] + current) / 100;
      k[1] = alphaM * (1 - y[1]) - betaM * y[1];
      k[2] = alphaH * (1 - y[2]) - betaH * y[2];
      k[3] = alphaN * (1 - y[3]) - betaN * y[3];
      k[4] = -y[4] / 0.2;
      k[5] = -y[5] / 2;
    };
  }
}
