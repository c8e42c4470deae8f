package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The node types of NIR beside LIF. */
class NirModelsTest {
  @Test
  void relaySendsWhatArrives() {
    Trial relay = Trial.of("relay", 1).neurons(3);
    Spikes sent = relay.stepAll(new double[][] {{0.5, 0, -2}});
    assertThat(sent.size()).isEqualTo(2);
    assertThat(sent.neuron(1)).isEqualTo(2);
    assertThat(sent.count(0)).isEqualTo(0.5);
    assertThat(sent.count(1)).isEqualTo(-2);
  }

  @Test
  void thresholdFiresStrictlyAbove() {
    Trial threshold = Trial.of("threshold", 1).neurons(2).with("V_th", 1, 2);
    assertThat(threshold.stepSpikes(1).size()).isZero();
    assertThat(threshold.stepSpikes(1.5).size()).isEqualTo(1);
    assertThat(threshold.stepSpikes(2.5).size()).isEqualTo(2);
  }

  @Test
  void integrateAndFireAddsWithoutATimeStep() {
    Trial one = Trial.of("if", 0.1).with("R", 0.3);
    assertThat(one.spikeTicks(8, 1)).containsExactly(3, 7);
    Trial subtracting = Trial.of("if", 5).with("R", 0.3).option("reset", "subtract");
    assertThat(subtracting.spikeTicks(8, 1)).containsExactly(3, 6);
  }

  @Test
  void integrateAndFireRoundsItsSumTo32BitsOnRequest() {
    assertThat(Trial.of("if", 1).with("R", 0.1).spikeTicks(11, 1))
        .as("ten times 0.1 is below 1 in 64 bits")
        .containsExactly(10);
    assertThat(Trial.of("if", 1).with("R", 0.1).option("precision", "single").spikeTicks(11, 1))
        .as("ten times 0.1 is above 1 in 32 bits")
        .containsExactly(9);
  }

  @Test
  void integratorSendsItsSum() {
    Trial integrator = Trial.of("integrator", 1).with("R", 2);
    assertThat(integrator.step(0.5)).isEqualTo(1);
    assertThat(integrator.step(-2)).isEqualTo(-3);
    assertThat(integrator.step(0)).isEqualTo(-3);
  }

  @Test
  void leakyIntegratorFollowsEulersRecipe() {
    Trial li = Trial.of("li", 0.1).with("tau_m", 2).with("R", 3).with("E_L", 0.5);
    double v = 0.5;
    for (int t = 0; t < 200; t++) {
      double x = t % 7;
      double sent = li.step(x);
      v += 0.1 / 2 * (0.5 - v + 3 * x);
      assertThat(sent).isCloseTo(v, within(1e-12));
    }
  }

  @Test
  void currentBasedModelsSeeTheNewCurrent() {
    Trial lif =
        Trial.of("cuba_lif", 0.1)
            .with("tau_m", 5)
            .with("tau_syn", 2)
            .with("w_in", 4)
            .with("R", 3)
            .with("E_L", -0.2)
            .with("V_th", 1);
    Trial li =
        Trial.of("cuba_li", 0.1)
            .with("tau_m", 5)
            .with("tau_syn", 2)
            .with("w_in", 4)
            .with("R", 3)
            .with("E_L", -0.2);
    double i = 0;
    double v = -0.2;
    double free = -0.2;
    int spikes = 0;
    for (int t = 0; t < 500; t++) {
      double a = t % 11 == 0 ? 2 : 0;
      i = (1 - 0.1 / 2) * i + 0.1 / 2 * 4 * a;
      v = (1 - 0.1 / 5) * v + 0.1 / 5 * (-0.2 + 3 * i);
      free = (1 - 0.1 / 5) * free + 0.1 / 5 * (-0.2 + 3 * i);
      boolean fires = v > 1;
      v = fires ? 0 : v;
      spikes += fires ? 1 : 0;
      assertThat(lif.step(a)).isEqualTo(fires ? 1 : 0);
      assertThat(lif.get("v")).isCloseTo(v, within(1e-12));
      assertThat(lif.get("i")).isCloseTo(i, within(1e-12));
      assertThat(li.step(a)).isCloseTo(free, within(1e-12));
    }
    assertThat(spikes).isGreaterThan(3);
  }

  @Test
  void exactCurrentBasedModelSolvesTheEquations() {
    for (double tauSyn : new double[] {2, 5}) {
      Trial li =
          Trial.of("cuba_li", 0.5)
              .with("tau_m", 5)
              .with("tau_syn", tauSyn)
              .with("w_in", 4)
              .with("R", 3)
              .option("discretisation", "exact");
      double[] y = {0, 0};
      for (int t = 0; t < 100; t++) {
        double x = t % 9 == 0 ? 1.5 : 0;
        li.step(x);
        for (int k = 0; k < 2000; k++) {
          FineSteps.advance(
              y,
              0.5 / 2000,
              (s, slope) -> {
                slope[0] = (-s[0] + 3 * s[1]) / 5;
                slope[1] = (-s[1] + 4 * x) / tauSyn;
              });
        }
        assertThat(li.get("v")).isCloseTo(y[0], within(1e-7));
        assertThat(li.get("i")).isCloseTo(y[1], within(1e-7));
      }
    }
  }

  @Test
  void exactCurrentBasedJumpsAreNestsExponentialCurrents() {
    Trial cuba =
        Trial.of("cuba_lif", 0.1)
            .with("tau_m", 10)
            .with("tau_syn", 2)
            .with("R", 10 / 250.0)
            .with("V_th", 5)
            .with("t_ref", 2)
            .option("discretisation", "exact")
            .option("input", "jump");
    Trial nest =
        Trial.of("lif_exp", 0.1)
            .with("E_L", 0)
            .with("V_reset", 0)
            .with("V_th", 5)
            .with("tau_syn_ex", 2);
    for (int t = 0; t < 2000; t++) {
      double x = t % 13 == 0 ? 700 : 0;
      assertThat(cuba.step(x)).isEqualTo(nest.step(x));
      assertThat(cuba.get("v")).isCloseTo(nest.get("v"), within(1e-11));
    }
  }

  @Test
  void synapticTimeConstantsShorterThanTheStepAreRefused() {
    assertThatThrownBy(() -> Trial.of("cuba_lif", 1).with("tau_syn", 0.2).start())
        .hasMessageContaining("tau_syn 0.2 ms is shorter than the model step of 1.0 ms");
    assertThat(
            Trial.of("cuba_lif", 1).with("tau_syn", 0.2).option("discretisation", "exact").step(1))
        .isZero();
  }
}
