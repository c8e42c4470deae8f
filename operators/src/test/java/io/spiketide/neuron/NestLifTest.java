package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact integrate-and-fire models against closed forms; defaults are NEST's. */
class NestLifTest {
  private static final double H = 0.1;
  private static final double TAU_M = 10;
  private static final double C_M = 250;
  private static final double E_L = -70;
  private static final double PRECISION = 1e-9;

  @Test
  void deltaArrivalDecaysExponentially() {
    Trial lif = Trial.of("lif_delta", H);
    lif.step(5);
    assertThat(lif.get("v")).isCloseTo(E_L + 5, within(PRECISION));
    for (int t = 1; t <= 5000; t++) {
      lif.step();
      assertThat(lif.get("v")).isCloseTo(E_L + 5 * Math.exp(-t * H / TAU_M), within(PRECISION));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lif_delta", "lif_exp", "lif_alpha"})
  void constantCurrentChargesTheMembrane(String model) {
    double current = 300;
    Trial lif = Trial.of(model, H).with("I_e", current);
    for (int t = 1; t <= 5000; t++) {
      lif.step();
      double expected = E_L + current * TAU_M / C_M * -Math.expm1(-t * H / TAU_M);
      assertThat(lif.get("v")).isCloseTo(expected, within(PRECISION));
    }
  }

  @ParameterizedTest
  @CsvSource({"lif_delta, 0.1", "lif_exp, 0.1", "lif_alpha, 0.1", "lif_exp, 0.01", "lif_alpha, 1"})
  void fireAtTheAnalyticIntervalPlusTheRefractoryTime(String model, double h) {
    double current = 500;
    double refractory = 2;
    double toThreshold = TAU_M * Math.log(20 / (20.0 - 15));
    int steps = (int) Math.ceil(toThreshold / h) + (int) Math.round(refractory / h);
    Trial lif = Trial.of(model, h).with("I_e", current).with("t_ref", refractory);
    List<Integer> fired = lif.spikeTicks(10 * steps, 0);
    assertThat(fired.get(0)).isEqualTo((int) Math.ceil(toThreshold / h) - 1);
    for (int i = 1; i < fired.size(); i++) {
      assertThat(fired.get(i) - fired.get(i - 1)).isEqualTo(steps);
    }
    assertThat(fired).hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "0.5, 0", "10, 0", "10.0000001, 0", "9.99, 0", "30, 0", "2, 1", "10, 1"})
  void exponentialCurrentGivesADoubleExponential(double tauSyn, int receptor) {
    double weight = 400;
    Trial lif = Trial.of("lif_exp", H).with(receptor == 0 ? "tau_syn_ex" : "tau_syn_in", tauSyn);
    double[] arrivals = new double[2];
    arrivals[receptor] = weight;
    assertThat(lif.step(arrivals)).isZero();
    assertThat(lif.get("v")).describedAs("acts from the next step on").isEqualTo(E_L);
    for (int t = 1; t <= 3000; t++) {
      lif.step();
      double s = t * H;
      assertThat(lif.get("v") - E_L)
          .isCloseTo(weight / C_M * exponentialResponse(s, tauSyn), within(PRECISION));
      assertThat(lif.get(receptor == 0 ? "i_ex" : "i_in"))
          .isCloseTo(weight * Math.exp(-s / tauSyn), within(PRECISION));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "0.5, 0", "10, 0", "10.0000001, 0", "9.99, 0", "30, 0", "2, 1", "10, 1"})
  void alphaCurrentGivesItsClosedForm(double tauSyn, int receptor) {
    double weight = 100;
    Trial lif = Trial.of("lif_alpha", H).with(receptor == 0 ? "tau_syn_ex" : "tau_syn_in", tauSyn);
    double[] arrivals = new double[2];
    arrivals[receptor] = weight;
    lif.step(arrivals);
    assertThat(lif.get("v")).isEqualTo(E_L);
    for (int t = 1; t <= 3000; t++) {
      lif.step();
      double s = t * H;
      double expected = weight * Math.E / tauSyn / C_M * rampResponse(s, tauSyn);
      assertThat(lif.get("v") - E_L).isCloseTo(expected, within(PRECISION));
      assertThat(lif.get(receptor == 0 ? "i_ex" : "i_in"))
          .isCloseTo(weight * s / tauSyn * Math.exp(1 - s / tauSyn), within(PRECISION));
    }
  }

  @Test
  void trainOfArrivalsIsTheSumOfItsResponses() {
    Trial lif = Trial.of("lif_exp", H).with("V_th", 1000);
    int every = 7;
    int ticks = 4000;
    for (int t = 0; t < ticks; t++) {
      lif.step(t % every == 0 ? 90 : 0, t % every == 3 ? -50 : 0);
    }
    double expected = 0;
    for (int t = 0; t < ticks; t++) {
      double weight = t % every == 0 ? 90 : t % every == 3 ? -50 : 0;
      expected += weight / C_M * exponentialResponse((ticks - 1 - t) * H, 2);
    }
    assertThat(lif.get("v") - E_L).isCloseTo(expected, within(PRECISION));
  }

  @Test
  void staysSilentAndDeafDuringTheRefractoryPeriod() {
    Trial lif = Trial.of("lif_delta", H).with("t_ref", 0.5);
    assertThat(lif.step(15)).describedAs("V_th itself is enough").isEqualTo(1);
    for (int t = 0; t < 5; t++) {
      assertThat(lif.step(100)).isZero();
      assertThat(lif.get("v")).isEqualTo(E_L);
    }
    assertThat(lif.step(15)).isEqualTo(1);
  }

  @Test
  void currentsRunOnDuringTheRefractoryPeriod() {
    Trial lif = Trial.of("lif_exp", H).with("t_ref", 1).with("V_th", -69.9);
    assertThat(lif.spikeTicks(3, 5000)).isNotEmpty();
    double before = lif.get("i_ex");
    lif.step();
    assertThat(lif.get("v")).isEqualTo(E_L);
    assertThat(lif.get("i_ex")).isCloseTo(before * Math.exp(-H / 2), within(PRECISION));
  }

  /** ∫ e^(-(s-r)/tau_m) e^(-r/tau) dr from 0 to s; by Simpson's rule where the form is singular. */
  private static double exponentialResponse(double s, double tau) {
    if (Math.abs(tau - TAU_M) < 0.1) {
      return simpson(s, tau, false);
    }
    return TAU_M * tau / (TAU_M - tau) * (Math.exp(-s / TAU_M) - Math.exp(-s / tau));
  }

  /** ∫ e^(-(s-r)/tau_m) r e^(-r/tau) dr from 0 to s. */
  private static double rampResponse(double s, double tau) {
    if (Math.abs(tau - TAU_M) < 0.1) {
      return simpson(s, tau, true);
    }
    double d = 1 / tau - 1 / TAU_M;
    return Math.exp(-s / TAU_M) * (1 - (1 + d * s) * Math.exp(-d * s)) / (d * d);
  }

  private static double simpson(double s, double tau, boolean ramp) {
    int pieces = 2000;
    double sum = 0;
    for (int i = 0; i <= pieces; i++) {
      double r = s * i / pieces;
      double f = Math.exp(-(s - r) / TAU_M - r / tau) * (ramp ? r : 1);
      sum += (i == 0 || i == pieces ? 1 : i % 2 == 1 ? 4 : 2) * f;
    }
    return sum * s / pieces / 3;
  }
}
