package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Network;
import io.spiketide.operator.ImageStream;
import io.spiketide.schema.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Stochastic winner-take-all with EM-STDP sorts digits without labels, in the stage operator, from
 * the description {@code jobs/examples/digits-em.yaml}.
 */
class DigitsEmITCase {
  private static final int EPOCHS = 6;

  @Test
  @DisplayName("40 causes, each of them in use, tell 80 % of digits")
  void sortsDigits() throws Exception {
    Result result = run(1, 40);
    assertThat(result.used()).isEqualTo(40);
    assertThat(result.accuracy()).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  @Tag("learning")
  @DisplayName("with five seeds 40 causes tell 80 % in the mean, 10 tell 70 %")
  void sortsDigitsWithFiveSeeds() throws Exception {
    assertThat(mean(40)).isGreaterThanOrEqualTo(0.8);
    assertThat(mean(10)).isGreaterThanOrEqualTo(0.7);
  }

  private static double mean(int causes) throws Exception {
    double sum = 0;
    for (long seed = 1; seed <= 5; seed++) {
      Result result = run(seed, causes);
      System.out.printf("digits-em seed %d, %d causes: %s%n", seed, causes, result);
      assertThat(result.used()).isEqualTo(causes);
      sum += result.accuracy();
    }
    return sum / 5;
  }

  /** Causes that stand for some image, and the share of test digits that they tell. */
  private record Result(int used, double accuracy) {}

  private static Result run(long seed, int causes) throws Exception {
    Digits digits = Digits.split(seed);
    Network network = Examples.changed("digits-em", seed, Map.of("[40]", "[" + causes + "]"));
    try (ImageStream stream = new ImageStream(network, 1)) {
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        Digits.shuffle(stream, digits.train(), 100 * seed + epoch);
      }
      stream.learning(false);
      Digits.show(stream, digits.train());
      Digits.show(stream, digits.test());
      Result result = judge(stream.decisions(), digits);
      Pictures.fields(stream, network, "image->causes");
      return result;
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
