package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HomeostaticLifTest {
  private static Trial neuron() {
    return Trial.of("homeostatic_lif", 1).with("theta_plus", 0.5).option("input", "jump");
  }

  @Test
  @DisplayName("the step after a spike resets v and raises the threshold, which decays")
  void risesAfterASpike() {
    Trial neuron = neuron().with("tau_theta", 50);
    assertThat(neuron.step(1.5)).isEqualTo(1);
    assertThat(neuron.get("v")).isEqualTo(1.5);
    assertThat(neuron.get("rise")).isZero();

    assertThat(neuron.step(1.4)).isZero();

    double rise = 0.5 * Math.exp(-1.0 / 50);
    assertThat(neuron.get("v")).isEqualTo(1.4);
    assertThat(neuron.get("rise")).isCloseTo(rise, within(1e-12));
    neuron.silence(99);
    assertThat(neuron.get("rise")).isCloseTo(0.5 * Math.exp(-2), within(1e-12));
  }

  @Test
  @DisplayName("subtraction takes the threshold away as it was when the neuron fired")
  void subtracts() {
    Trial neuron = neuron().with("tau_theta", Double.POSITIVE_INFINITY).option("reset", "subtract");
    neuron.step(1.5);
    neuron.step(2);
    double v = 0.5 * Math.exp(-1.0 / 20) + 2;
    assertThat(neuron.get("v")).isCloseTo(v, within(1e-12));
    neuron.step(0);
    assertThat(neuron.get("v")).isCloseTo((v - 1.5) * Math.exp(-1.0 / 20), within(1e-12));
    assertThat(neuron.get("rise")).isEqualTo(1);
  }

  @Test
  @DisplayName("intrinsic plasticity makes a neuron fire at its rate, whatever its input")
  void firesAtItsRate() {
    for (double input : new double[] {0.1, 0.3, 1}) {
      Trial neuron =
          Trial.of("homeostatic_lif", 1)
              .with("theta_plus", 0.02)
              .with("tau_theta", Double.POSITIVE_INFINITY)
              .with("rate", 20)
              .option("input", "jump");
      neuron.spikeTicks(200_000, input);

      assertThat(neuron.spikeTicks(50_000, input)).as("input %s", input).hasSizeBetween(950, 1050);
    }
  }

  @Test
  @DisplayName("a time constant of 0 is refused")
  void badTimeConstant() {
    assertThatThrownBy(() -> neuron().with("tau_theta", 0).step(1))
        .hasMessage("tau_theta 0.0 ms is not above 0; use a time above 0, or .inf");
  }
}
