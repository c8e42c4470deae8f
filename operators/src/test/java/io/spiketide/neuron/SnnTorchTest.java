package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Traces that snnTorch 0.9.4 gave for constant input; a colon marks the steps that fired. */
class SnnTorchTest {
  private static final double PRECISION = 1e-4;

  @Test
  void leakySubtractsTheThresholdAStepLate() {
    expect(leaky("subtract", "on"), 0.4, ".4 .72 .976 1:1.1808 .34464 .67571 .94057 1:1.15246");
  }

  @Test
  void leakyForgetsTheMembraneAStepLate() {
    expect(leaky("zero", "on"), 0.4, ".4 .72 .976 1:1.1808 .4 .72 .976 1:1.1808");
  }

  @Test
  void leakyWithoutResetGoesOnFiring() {
    expect(
        leaky("none", "on"), 0.4, ".4 .72 .976 1:1.1808 1:1.34464 1:1.47571 1:1.58057 1:1.66446");
  }

  @Test
  void leakySubtractsAtOnce() {
    expect(leaky("subtract", "off"), 0.4, ".4 .72 .976 1:.1808 .54464 .83571 1:.06857 .45486");
  }

  @Test
  void leakyForgetsAtOnce() {
    expect(leaky("zero", "off"), 0.4, ".4 .72 .976 1:0 .4 .72 .976 1:0");
  }

  @Test
  void leakySubtractsOnceMoreWhileItStaysAboveTheThreshold() {
    Trial leaky = leaky("subtract", "on");
    leaky.step(3);
    assertThat(leaky.step(0)).describedAs("3 * 0.8 - 1 is above 1").isEqualTo(1);
    assertThat(leaky.get("u")).isCloseTo(1.4, within(PRECISION));
    assertThat(leaky.step(0)).isZero();
    assertThat(leaky.get("u")).isCloseTo(0.12, within(PRECISION));
  }

  @Test
  void synapticSubtracts() {
    Trial synaptic = Trial.of("synaptic", 1).with("alpha", 0.9).with("beta", 0.8);
    double[] current = {.2, .38, .542, .6878, .81902, .93712, 1.04341, 1.13907};
    expect(synaptic, 0.2, ".2 .54 .974 1:1.467 .99262 1:1.73121 1:1.42838 1:1.28177", current);
  }

  @Test
  void synapticForgetsTheMembraneAndKeepsTheCurrent() {
    Trial synaptic =
        Trial.of("synaptic", 1).with("alpha", 0.9).with("beta", 0.8).option("reset", "zero");
    double[] current = {.2, .38, .542, .6878, .81902, .93712, 1.04341, 1.13907};
    expect(synaptic, 0.2, ".2 .54 .974 1:1.467 0 .93712 1:1.7931 0", current);
  }

  @Test
  void alphaForgetsEverything() {
    Trial alpha = Trial.of("alpha", 1).with("alpha", 0.85).with("beta", 0.8).with("threshold", 0.5);
    expect(alpha, 0.85, "0 .15643 .41454 1:.73405 0 0 .15643 .41454");
  }

  @Test
  void lapicqueChargesTheCapacitor() {
    Trial lapicque =
        Trial.of("lapicque", 1)
            .with("R", 5.1)
            .with("C", 0.005)
            .with("time_step", 0.001)
            .with("threshold", 0.5);
    expect(lapicque, 0.2, ".04 .07843 .11536 .15083 .18492 .21767 .24913 .27936 .3084 .33631");
  }

  @Test
  void lapicqueTakesItsCapacitanceFromBeta() {
    Trial lapicque = Trial.of("lapicque", 1).with("beta", 0.8);
    lapicque.step(1);
    assertThat(lapicque.get("u")).isCloseTo(1 / 4.48142, within(PRECISION));
    lapicque.step(0);
    assertThat(lapicque.get("u")).isCloseTo(.77686 / 4.48142, within(PRECISION));
  }

  @Test
  void lapicqueForgetsTheWholeNewValue() {
    Trial lapicque = Trial.of("lapicque", 1).option("reset", "zero");
    assertThat(lapicque.step(6)).isEqualTo(1);
    assertThat(lapicque.step(6)).isZero();
    assertThat(lapicque.get("u")).isZero();
  }

  private static Trial leaky(String reset, String delay) {
    return Trial.of("leaky", 1)
        .with("beta", 0.8)
        .option("reset", reset)
        .option("reset_delay", delay);
  }

  private static void expect(Trial trial, double input, String trace, double... current) {
    String[] steps = trace.split(" ");
    for (int t = 0; t < steps.length; t++) {
      String[] parts = steps[t].split(":");
      double u = Double.parseDouble(parts[parts.length - 1]);
      String where = "step " + t;
      assertThat(trial.step(input)).describedAs(where).isEqualTo(parts.length - 1);
      assertThat(trial.get("u")).describedAs(where).isCloseTo(u, within(PRECISION));
      if (current.length > 0) {
        assertThat(trial.get("syn")).describedAs(where).isCloseTo(current[t], within(PRECISION));
      }
    }
  }
}
