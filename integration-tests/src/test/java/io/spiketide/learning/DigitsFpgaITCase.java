package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.learning.Digits.Digit;
import io.spiketide.operator.ImageStream;
import io.spiketide.schema.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The network of an FPGA clusters digits in the stage operator, in integers, from the description
 * {@code jobs/examples/digits-fpga.yaml}: it learns, then labels its neurons, then classifies.
 */
class DigitsFpgaITCase {
  private static final int TICKS = 201;
  private static final int SIDE = 28;

  @Test
  @DisplayName("of six images five or more get a neuron of their own")
  void memorisesImages() throws Exception {
    assertThat(memorise(1, "A_plus: 0.06, A_minus: 0.03")).isGreaterThanOrEqualTo(5);
  }

  @Test
  @DisplayName("three digits are told apart by eight neurons that learn without labels")
  void clustersThreeDigits() throws Exception {
    Result result = threeClasses(1);
    assertThat(result.accuracy()).isGreaterThanOrEqualTo(0.6);
    assertThat(result.correlation()).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  @Tag("learning")
  @DisplayName(
      "with five seeds images are memorised, and digits told apart as often as they should")
  void reachesItsFloorsWithFiveSeeds() throws Exception {
    int memorised = 0;
    double three = 0;
    for (long seed = 1; seed <= 5; seed++) {
      int winners = memorise(seed, "A_plus: 0.06, A_minus: 0.03");
      int published = memorise(seed, "A_plus: 0.12, A_minus: 0.05");
      Result ofThree = threeClasses(seed);
      Result ofTen = tenClasses(seed);
      System.out.printf(
          "digits-fpga seed %d: winners %d (published tables %d), 3 digits %s, 10 digits %s%n",
          seed, winners, published, ofThree, ofTen);
      memorised += winners >= 5 ? 1 : 0;
      assertThat(ofThree.accuracy()).isGreaterThanOrEqualTo(0.6);
      assertThat(ofThree.correlation()).isGreaterThanOrEqualTo(0.5);
      assertThat(ofTen.accuracy()).isGreaterThanOrEqualTo(0.2);
      three += ofThree.accuracy() / 5;
    }
    assertThat(memorised).isGreaterThanOrEqualTo(4);
    assertThat(three).isGreaterThanOrEqualTo(0.75);
  }

  /** Share of test digits that are known, and likeness of weights and the images that they won. */
  private record Result(double accuracy, double correlation) {}

  private static int memorise(long seed, String amplitudes) throws Exception {
    List<Digit> images = new ArrayList<>();
    for (int label = 0; label < 6; label++) {
      images.add(withoutGrey(Digits.split(seed).of(label).enlarged(SIDE).train().get(0)));
    }
    Map<String, String> changes =
        Map.of("[16]", "[8]", "A_plus: 0.012, A_minus: 0.001", amplitudes);
    try (ImageStream stream =
        new ImageStream(Examples.changed("digits-fpga", seed, changes), TICKS)) {
      for (int pass = 0; pass < 12; pass++) {
        Digits.show(stream, images);
      }
      stream.learning(false);
      Digits.show(stream, images);
      List<Decision> last = last(stream, images.size());
      assertThat(last).as("none is silent").noneMatch(d -> d.values()[d.winner()] == 0);
      return (int) last.stream().mapToInt(Decision::winner).distinct().count();
    }
  }

  /** As in the published demo, where 110 of 255 is black. */
  private static Digit withoutGrey(Digit digit) {
    float[] pixels = digit.pixels().clone();
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = pixels[p] * 255 <= 110 ? 0 : pixels[p];
    }
    return new Digit(digit.label(), pixels, digit.side());
  }

  private static List<Decision> last(ImageStream stream, int n) {
    List<Decision> decisions = stream.decisions();
    return decisions.subList(decisions.size() - n, decisions.size());
  }

  private static Result threeClasses(long seed) throws Exception {
    return classify(seed, new int[] {0, 1, 2}, 8, "A_plus: 0.012, A_minus: 0.001");
  }

  private static Result tenClasses(long seed) throws Exception {
    int[] labels = IntStream.range(0, 10).toArray();
    return classify(seed, labels, 16, "A_plus: 0.012, A_minus: 0.002");
  }

  /** Share of 20 test digits of each label that are known after 3 rounds of 20 others. */
  private static Result classify(long seed, int[] labels, int neurons, String amplitudes)
      throws Exception {
    List<Digit> train = new ArrayList<>();
    List<Digit> test = new ArrayList<>();
    Digits all = Digits.split(seed).enlarged(SIDE);
    for (int i = 0; i < 20; i++) {
      for (int label : labels) {
        train.add(all.of(label).train().get(i));
        test.add(all.of(label).test().get(i));
      }
    }
    Map<String, String> changes =
        Map.of("[16]", "[" + neurons + "]", "A_plus: 0.012, A_minus: 0.001", amplitudes);
    try (ImageStream stream =
        new ImageStream(Examples.changed("digits-fpga", seed, changes), TICKS)) {
      for (int epoch = 0; epoch < 3; epoch++) {
        Digits.show(stream, train);
      }
      stream.learning(false);
      Digits.show(stream, train);
      Digits.show(stream, test);
      List<Decision> shown = last(stream, train.size() + test.size());
      double correlation =
          correlation(
              stream.weights("image->prototypes"), shown.subList(0, train.size()), train, neurons);
      return new Result(accuracy(shown, train.size()), correlation);
    }
  }

  private static double accuracy(List<Decision> shown, int train) {
    Map<Integer, Map<String, Integer>> votes = new HashMap<>();
    for (Decision d : shown.subList(0, train)) {
      votes.computeIfAbsent(d.winner(), k -> new HashMap<>()).merge(d.trueLabel(), 1, Integer::sum);
    }
    List<Decision> tested = shown.subList(train, shown.size());
    long right =
        tested.stream()
            .filter(
                d ->
                    votes.getOrDefault(d.winner(), Map.of()).entrySet().stream()
                        .max(Map.Entry.<String, Integer>comparingByValue())
                        .map(e -> e.getKey().equals(d.trueLabel()))
                        .orElse(false))
            .count();
    return right / (double) tested.size();
  }

  /** Mean correlation of the weights of a neuron with the mean of the images that it wins. */
  private static double correlation(
      double[] weights, List<Decision> shown, List<Digit> images, int neurons) {
    double sum = 0;
    int used = 0;
    for (int n = 0; n < neurons; n++) {
      double[] mean = new double[SIDE * SIDE];
      double[] own = new double[SIDE * SIDE];
      int won = 0;
      for (int i = 0; i < images.size(); i++) {
        if (shown.get(i).winner() == n) {
          won++;
          for (int p = 0; p < mean.length; p++) {
            mean[p] += images.get(i).pixels()[p];
          }
        }
      }
      for (int p = 0; p < own.length; p++) {
        own[p] = weights[p * neurons + n];
      }
      if (won > 0) {
        used++;
        sum += correlation(mean, own);
      }
    }
    return sum / used;
  }

  private static double correlation(double[] a, double[] b) {
    double ma = java.util.Arrays.stream(a).average().orElseThrow();
    double mb = java.util.Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - ma) * (b[i] - mb);
      aa += (a[i] - ma) * (a[i] - ma);
      bb += (b[i] - mb) * (b[i] - mb);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
