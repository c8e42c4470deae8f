package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.Q12;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the constants of the published hardware and its integers, step by step. */
class LutStdpTest {
  private static final int[] LTP = {
    329, 269, 220, 180, 148, 121, 99, 81, 66, 54, 44, 36, 29, 24, 20, 16, 13, 10, 9
  };
  private static final int[] LTD = {
    -19, -22, -25, -28, -32, -36, -41, -46, -52, -59, -67, -76, -86, -97, -110, -125, -141, -160,
    -181
  };
  private static final int MIN = (int) Math.rint(-1.2 * Q12.ONE);
  private static final int MAX = (int) Math.rint(1.5 * Q12.ONE);

  @Test
  void tablesAreThoseOfTheHardware() {
    assertThat(Arrays.copyOfRange(LutStdp.Tables.potentiation(0.12), 2, 21)).isEqualTo(LTP);
    assertThat(Arrays.copyOfRange(LutStdp.Tables.depression(0.05), 2, 21)).isEqualTo(LTD);
  }

  @Test
  void weightsAreThoseOfTheIntegersBitByBit() {
    for (int shift : new int[] {12, 8}) {
      for (int lead = -21; lead <= 22; lead++) {
        int w = (int) Math.rint(0.3 * Q12.ONE);
        int expected = expected(w, lead, shift);
        assertThat(weightAfter(lead, shift) * Q12.ONE)
            .as("input %d steps before the output, shift %d", lead, shift)
            .isEqualTo(expected);
      }
    }
  }

  /** Written out as in the hardware description: c counts from the last input spike. */
  private static int expected(int w, int lead, int shift) {
    if (lead >= 2 && lead <= 20) {
      return clip(w + ((MAX - w) * LTP[lead - 2] >> shift));
    }
    int c = lead + 21;
    return c >= 2 && c <= 20 ? clip(w + ((w - MIN) * LTD[c - 2] >> shift)) : w;
  }

  private static int clip(int w) {
    return Math.max(MIN, Math.min(MAX, w));
  }

  private static double weightAfter(int lead, int shift) {
    RuleRun run = run(1, Map.of("shift", (double) shift));
    int output = 30;
    run.run(80, new long[][] {{output - lead}}, new long[][] {{output}});
    return run.state.weights[0];
  }

  /** The published Python line multiplies by w - |w_min| and so strengthens what it should not. */
  @Test
  void depressionWeakensWeightsBelowTheSizeOfTheLowerBound() {
    assertThat(weightAfter(-3, 12)).isLessThan(0.3);
  }

  @Test
  void silentInputsOfTheMostActiveTargetFadeAtTheEnd() {
    RuleRun run = run(2, Map.of());
    double before = run.state.weights[1];
    run.run(10, new long[][] {{}, {0}}, new long[][] {{5, 8}, {6}});
    double[] untouched = run.state.weights.clone();
    run.plasticity.episodeEnded(run.state, -1, 10);
    // rows by source: source 0 to both targets, then source 1
    int less = (int) Math.rint(before * Q12.ONE) - (int) Math.rint(0.06 * Q12.ONE);
    assertThat(run.state.weights)
        .containsExactly(less / (double) Q12.ONE, untouched[1], untouched[2], untouched[3]);
  }

  @Test
  void weightsStartAtFixedPointNumbers() {
    RuleRun run = run(1, Map.of());
    double weight = run.plasticity.initialWeight(0.123456789);
    assertThat(weight * Q12.ONE).isEqualTo(Math.rint(0.123456789 * Q12.ONE));
  }

  private static RuleRun run(int size, Map<String, Double> given) {
    RuleRun run =
        new RuleRun(
            new LutStdp(),
            new Connectivity.AllToAll(true),
            Shape.of(size),
            Shape.of(size),
            Values.of(0.3),
            0,
            given,
            Map.of(),
            1000);
    Arrays.setAll(run.state.weights, i -> run.plasticity.initialWeight(run.state.weights[i]));
    return run;
  }
}
