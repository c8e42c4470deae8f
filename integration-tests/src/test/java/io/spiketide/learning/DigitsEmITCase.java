package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.operator.ImageStream;
import io.spiketide.schema.Decision;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stochastic winner-take-all with EM-STDP sorts digits without labels, in the stage operator, from
 * the description {@code jobs/examples/digits-em.yaml}.
 */
class DigitsEmITCase {
  private static final int EPOCHS = 6;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 1)
  @DisplayName("40 causes, each of them in use, tell 80 % of digits")
  void one(long seed) throws Exception {
    Result result = run(seed);
    assertThat(result.used()).isEqualTo(40);
    assertThat(result.accuracy()).isGreaterThanOrEqualTo(0.8);
  }

  /** Causes that stand for some image, and the share of test digits that they tell. */
  private record Result(int used, double accuracy) {}

  private static Result run(long seed) throws Exception {
    Digits digits = Digits.split(seed);
    try (ImageStream stream = new ImageStream(Examples.network("digits-em", seed), 1)) {
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        Digits.shuffle(stream, digits.train(), 100 * seed + epoch);
      }
      stream.learning(false);
      Digits.show(stream, digits.train());
      Digits.show(stream, digits.test());
      return judge(stream.decisions(), digits);
    }
  }

  private static Result judge(List<Decision> decisions, Digits digits) {
    int tested = digits.test().size();
    int from = decisions.size() - tested;
    int[][] votes = new int[decisions.get(0).values().length][10];
    for (Decision d : decisions.subList(from - digits.train().size(), from)) {
      votes[d.winner()][Integer.parseInt(d.trueLabel())]++;
    }
    int used = 0;
    int[] names = new int[votes.length];
    for (int cause = 0; cause < votes.length; cause++) {
      int images = 0;
      for (int label = 0; label < 10; label++) {
        images += votes[cause][label];
        names[cause] = votes[cause][label] > votes[cause][names[cause]] ? label : names[cause];
      }
      used += images > 0 ? 1 : 0;
    }
    long right =
        decisions.subList(from, decisions.size()).stream()
            .filter(d -> names[d.winner()] == Integer.parseInt(d.trueLabel()))
            .count();
    return new Result(used, right / (double) tested);
  }
}
