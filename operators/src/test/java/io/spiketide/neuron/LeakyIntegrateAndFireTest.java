package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakyIntegrateAndFireTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.01, 0.001})
  void exactDiscretisationFiresAtTheAnalyticInterval(double h) {
    double interval = 10 * Math.log(1.5 / 0.5);
    assertThat(interval).isCloseTo(10.98612, within(1e-5));
    Trial lif = Trial.of("lif", h).with("tau_m", 10).option("discretisation", "exact");
    List<Integer> fired = lif.spikeTicks((int) (60 / h), 1.5);
    assertThat(fired).hasSizeGreaterThan(4);
    for (int i = 1; i < fired.size(); i++) {
      double measured = (fired.get(i) - fired.get(i - 1)) * h;
      assertThat(measured).isBetween(interval, interval + h);
    }
  }

  @Test
  void biasCurrentActsAsAnInput() {
    Trial driven = Trial.of("lif", 0.1);
    Trial biased = Trial.of("lif", 0.1).with("I_e", 1.5);
    assertThat(biased.spikeTicks(500)).isEqualTo(driven.spikeTicks(500, 1.5)).isNotEmpty();
  }

  @Test
  void firesOnlyStrictlyAboveTheThreshold() {
    assertThat(jumping().step(1)).isZero();
    assertThat(jumping().step(Math.nextUp(1.0))).isEqualTo(1);
  }

  @Test
  void resetsToTheResetValueToZeroOrBySubtraction() {
    Trial toValue = jumping().with("V_reset", -0.5);
    toValue.step(1.75);
    assertThat(toValue.get("v")).isEqualTo(-0.5);
    Trial toZero = jumping().with("V_reset", -0.5).option("reset", "zero");
    toZero.step(1.75);
    assertThat(toZero.get("v")).isZero();
    Trial subtracting = jumping().option("reset", "subtract");
    subtracting.step(1.75);
    assertThat(subtracting.get("v")).isEqualTo(0.75);
  }

  @ParameterizedTest
  @CsvSource({"v_reset, 0", "subtract, 0.75"})
  void staysSilentDuringTheRefractoryPeriod(String reset, double clamped) {
    Trial lif = jumping().with("t_ref", 0.3).option("reset", reset);
    assertThat(lif.step(1.75)).isEqualTo(1);
    for (int t = 0; t < 3; t++) {
      assertThat(lif.step(5)).isZero();
      assertThat(lif.get("v")).isEqualTo(clamped);
    }
    assertThat(lif.step(5)).isEqualTo(1);
  }

  @Test
  void silentNeuronComesToAStopBeforeItsNumbersBecomeSubnormal() {
    Trial lif = Trial.of("lif", 1).option("discretisation", "exact");
    lif.step(0.9);
    double stopped = lif.silence(3000).get("v");
    assertThat(stopped).isBetween(0.0, 1e-70);
    assertThat(lif.silence(1).get("v")).isEqualTo(stopped);
    Trial graded = Trial.of("li", 1);
    graded.step(0.9);
    assertThat(graded.silence(3000).stepSpikes().size()).isZero();
  }

  @Test
  void startsAtRestAndStaysThere() {
    for (String discretisation : List.of("snntorch", "exact", "rockpool")) {
      Trial lif = Trial.of("lif", 0.1).with("E_L", -65.3).with("V_th", -50).with("V_reset", -70);
      if (discretisation.equals("rockpool")) {
        lif = Trial.of("lif", 0.1).with("E_L", -65.3).option("reset", "subtract");
      }
      lif.option("discretisation", discretisation).silence(10);
      assertThat(lif.get("v")).isEqualTo(-65.3);
    }
  }

  @Test
  void eachNeuronHasItsOwnParameters() {
    Trial both =
        Trial.of("lif", 0.1).neurons(2).with("tau_m", 10, 20).with("V_th", 1, 2).with("R", 1, 3);
    Trial first = Trial.of("lif", 0.1).with("tau_m", 10).with("V_th", 1).with("R", 1);
    Trial second = Trial.of("lif", 0.1).with("tau_m", 20).with("V_th", 2).with("R", 3);
    for (int t = 0; t < 500; t++) {
      both.stepSpikes(1.5);
      first.step(1.5);
      second.step(1.5);
      assertThat(both.all("v")).containsExactly(first.get("v"), second.get("v"));
    }
  }

  @Test
  void sinabsAndRockpoolFireSeveralTimesInAStep() {
    for (String discretisation : List.of("sinabs", "rockpool")) {
      Trial lif = jumping().option("discretisation", discretisation).option("reset", "subtract");
      assertThat(lif.step(3.5)).isEqualTo(3);
      assertThat(lif.get("v")).isCloseTo(0.5, within(1e-15));
    }
    Trial atThreshold =
        Trial.of("if", 1).option("discretisation", "sinabs").option("reset", "subtract");
    assertThat(atThreshold.step(2)).describedAs("at or above V_th").isEqualTo(2);
    atThreshold.step(-5);
    assertThat(atThreshold.get("v")).describedAs("not below -V_th").isEqualTo(-1);
  }

  @Test
  void contradictionsAreRefusedWithTheMend() {
    assertThatThrownBy(() -> Trial.of("lif", 0.1).with("V_reset", -50).with("V_th", -55).start())
        .hasMessage("V_reset -50.0 mV is not below V_th -55.0 mV; lower V_reset or raise V_th");
    assertThatThrownBy(() -> Trial.of("lif", 0.1).neurons(2).with("V_th", 1, -1).start())
        .hasMessageStartingWith("neuron 1: V_reset 0.0 mV is not below V_th -1.0 mV");
    assertThatThrownBy(() -> Trial.of("lif", 0.1).with("t_ref", 0.25).start())
        .hasMessage(
            "t_ref 0.25 ms is no whole number of model steps of 0.1 ms; use a multiple of the"
                + " step");
    assertThatThrownBy(() -> Trial.of("lif", 1).with("tau_m", 0.5).start())
        .hasMessageContaining("tau_m 0.5 ms is shorter than the model step of 1.0 ms");
    assertThatThrownBy(() -> Trial.of("lif", 1).option("discretisation", "sinabs").start())
        .hasMessageContaining("reset: subtract");
    assertThatThrownBy(
            () -> Trial.of("lif", 1).with("V_th", -1).option("reset", "subtract").start())
        .hasMessageContaining("V_th -1.0 mV cannot be subtracted");
  }

  private static Trial jumping() {
    return Trial.of("lif", 0.1).option("input", "jump");
  }
}
