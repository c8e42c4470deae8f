package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpikeResponseTest {
  private static final double H = 0.01;

  @Test
  void arrivalGivesTheDoubleExponentialKernelWithPeakOne() {
    Trial srm = Trial.of("srm0", H).with("V_th", 10);
    double peak = 0;
    double peakTime = 0;
    srm.step(1);
    assertThat(srm.get("v")).isZero();
    for (int t = 1; t <= 10_000; t++) {
      srm.step();
      double s = t * H;
      double kernel = (Math.exp(-s / 15) - Math.exp(-s / 3.75)) / 0.47247039371;
      assertThat(srm.get("v")).isCloseTo(kernel, within(1e-9));
      if (srm.get("v") > peak) {
        peak = srm.get("v");
        peakTime = s;
      }
    }
    assertThat(peak).isCloseTo(1, within(1e-6));
    assertThat(peakTime).isCloseTo(6.93147, within(H));
  }

  @Test
  void equalTimeConstantsGiveTheAlphaKernel() {
    for (double tauSyn : new double[] {5, 5.0000001}) {
      Trial srm = Trial.of("srm0", H).with("tau_m", 5).with("tau_syn", tauSyn).with("V_th", 10);
      srm.step(1);
      for (int t = 1; t <= 5000; t++) {
        srm.step();
        double s = t * H;
        assertThat(srm.get("v")).isCloseTo(s / 5 * Math.exp(1 - s / 5), within(1e-7));
      }
    }
  }

  @Test
  void potentialIsTheSumOfKernelsOfArrivalsAndOwnSpikes() {
    double h = 0.5;
    Trial srm = Trial.of("srm0", h);
    List<Integer> fired = new ArrayList<>();
    List<Integer> arrived = new ArrayList<>();
    for (int t = 0; t < 400; t++) {
      boolean arrival = t % 5 == 0;
      if (srm.step(arrival ? 0.6 : 0) > 0) {
        fired.add(t);
      }
      if (arrival) {
        arrived.add(t);
      }
      double v = 0;
      for (int a : arrived) {
        double s = (t - a) * h;
        v += 0.6 * (Math.exp(-s / 15) - Math.exp(-s / 3.75)) / 0.47247039371;
      }
      for (int f : fired) {
        v -= Math.exp(-(t - f) * h / 15);
      }
      assertThat(srm.get("v")).isCloseTo(v, within(1e-9));
    }
    assertThat(fired).hasSizeGreaterThan(10);
  }
}
