package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntensityToLatencyEncoderTest {

  /** Earliness 3, 1, 0 / 2, 0, 2 / 1, 3, 0 of three bins in SpykeTorch; the 1 is dropped. */
  @Test
  void binsAreThoseOfSpykeTorch() {
    EncoderRun run = EncoderRun.of(new IntensityToLatencyEncoder(), 9, "bins=3");
    assertThat(run.tick(EncoderRun.image(9, 3, 0, 7, 1, 5, 2, 8, 0)))
        .isEqualTo(Map.of(0, 1.0, 7, 1.0));
    assertThat(run.tick()).isEqualTo(Map.of(3, 1.0, 5, 1.0));
    assertThat(run.encoding.quiet(run.state)).isFalse();
    assertThat(run.tick()).isEqualTo(Map.of(1, 1.0, 6, 1.0));
    assertThat(run.encoding.quiet(run.state)).isTrue();
  }

  @Test
  void theWeakestMayFireInTheLastBin() {
    EncoderRun run = EncoderRun.of(new IntensityToLatencyEncoder(), 9, "bins=3", "weakest=last");
    run.tick(EncoderRun.image(9, 3, 0, 7, 1, 5, 2, 8, 0));
    run.tick();
    assertThat(run.tick()).isEqualTo(Map.of(1, 1.0, 4, 1.0, 6, 1.0));
  }

  @Test
  void fewerValuesThanBinsFireOneByOneAndTiesByAddress() {
    EncoderRun run = EncoderRun.of(new IntensityToLatencyEncoder(), 4, "bins=15");
    assertThat(run.tick(3, 2, 1, 2, 0, 1)).isEqualTo(Map.of(1, 1.0));
    assertThat(run.tick()).isEqualTo(Map.of(3, 1.0));
    assertThat(run.tick()).isEqualTo(Map.of(0, 1.0));
    assertThat(run.encoding.quiet(run.state)).isTrue();
  }

  @Test
  void anImageTakesThePlaceOfTheOneBefore() {
    EncoderRun run = EncoderRun.of(new IntensityToLatencyEncoder(), 4, "bins=2");
    run.tick(0, 4, 1, 3, 2, 2, 3, 1);
    assertThat(run.tick(0, 1, 3, 2)).isEqualTo(Map.of(3, 1.0));
    assertThat(run.tick()).isEqualTo(Map.of(0, 1.0));
    assertThat(run.tick()).isEmpty();
  }

  /** Against a sort of all values; many of them are equal. */
  @Test
  void ranksAreThoseOfAStableSort() {
    Random random = new Random(5);
    for (int trial = 0; trial < 50; trial++) {
      int n = 1 + random.nextInt(200);
      int bins = 1 + random.nextInt(12);
      double[] image = new double[n];
      Arrays.setAll(image, i -> random.nextInt(9) - 2);
      List<Integer> ranked =
          IntStream.range(0, n)
              .filter(i -> image[i] != 0)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -image[i]))
              .toList();
      EncoderRun run = EncoderRun.of(new IntensityToLatencyEncoder(), n, "bins=" + bins);
      int bin = Math.max(1, ranked.size() / bins);
      Map<Integer, Double> spikes = run.tick(EncoderRun.image(image));
      for (int step = 0; step < bins; step++) {
        int from = Math.min(ranked.size(), step * bin);
        int to = Math.min(ranked.size(), from + bin);
        assertThat(spikes.keySet()).containsExactlyInAnyOrderElementsOf(ranked.subList(from, to));
        spikes = run.tick();
      }
      assertThat(spikes).isEmpty();
    }
  }

  @Test
  void binsThatAreNotWholeAreRefused() {
    assertThatThrownBy(() -> EncoderRun.of(new IntensityToLatencyEncoder(), 4, "bins=1.5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "intensity_to_latency: bins 1.5 is not a whole number of at most 1048576; change"
                + " bins");
  }
}
