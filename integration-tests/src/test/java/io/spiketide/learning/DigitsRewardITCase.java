package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.operator.ImageStream;
import io.spiketide.schema.Decision;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reward-modulated STDP tells digits in the stage operator, from the descriptions {@code
 * jobs/examples/digits-rstdp.yaml} and {@code digits-rstdp-two.yaml}.
 */
class DigitsRewardITCase {
  private static final int TICKS = 15;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 1)
  @DisplayName("two digits are told apart in 97 %")
  void two(long seed) throws Exception {
    assertThat(runTwo(seed)).isGreaterThanOrEqualTo(0.97);
  }

  private static double runTwo(long seed) throws Exception {
    return run("digits-rstdp-two", Digits.split(seed).of(0, 1).enlarged(24), seed, 8);
  }

  private static double runTen(long seed) throws Exception {
    return run("digits-rstdp", Digits.split(seed).enlarged(24), seed, 12);
  }

  private static double run(String network, Digits digits, long seed, int epochs) throws Exception {
    try (ImageStream stream = new ImageStream(Examples.network(network, seed), TICKS)) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        Digits.shuffle(stream, digits.train(), 100 * seed + epoch);
      }
      stream.learning(false);
      Digits.show(stream, digits.test());
      List<Decision> decisions = stream.decisions();
      int tested = digits.test().size();
      long right =
          decisions.subList(decisions.size() - tested, decisions.size()).stream()
              .filter(d -> d.label().equals(d.trueLabel()))
              .count();
      return right / (double) tested;
    }
  }
}
