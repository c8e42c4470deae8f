package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Propagators against numerical integration, also where the textbook forms divide 0 by 0. */
class PropagatorsTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 10, 2",
    "0.1, 2, 10",
    "0.1, 10, 10",
    "0.1, 10, 10.000000001",
    "0.1, 10, 9.999999",
    "1, 10, 9",
    "5, 1, 1.0001",
    "5, 2, 0.1",
    "5, 0.1, 2",
    "1, 0.5, 0.6",
    "3, 1, 0.7"
  })
  void agreeWithNumericalIntegration(double h, double tauM, double tauS) {
    double exponential = integral(h, s -> Math.exp(-(h - s) / tauM - s / tauS));
    double ramp = integral(h, s -> s * Math.exp(-(h - s) / tauM - s / tauS));
    assertThat(Propagators.ofExponential(h, tauM, tauS) / exponential).isCloseTo(1, within(1e-10));
    assertThat(Propagators.ofRamp(h, tauM, tauS) / ramp).isCloseTo(1, within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({"1000, 1, 0.001", "1000, 0.001, 1", "1e6, 0.01, 0.01"})
  void stayFiniteForStepsMuchLongerThanTheTimeConstants(double h, double tauM, double tauS) {
    assertThat(Propagators.ofExponential(h, tauM, tauS)).isBetween(0.0, 1e-300);
    assertThat(Propagators.ofRamp(h, tauM, tauS)).isBetween(0.0, 1e-300);
  }

  private static double integral(double to, DoubleUnaryOperator f) {
    int pieces = 20_000;
    double sum = f.applyAsDouble(0) + f.applyAsDouble(to);
    for (int i = 1; i < pieces; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * f.applyAsDouble(to * i / pieces);
    }
    return sum * to / pieces / 3;
  }
}
