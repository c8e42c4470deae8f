package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.network.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Encoders that pass on, drop, move or gather events. */
class FilterEncodersTest {

  @Test
  void signedValuesAreSplitIntoOffAndOn() {
    EncoderRun run = EncoderRun.of(new PolarityEncoder(), Shape.of(3));
    assertThat(run.tick(0, -2, 1, 3, 2, 0, 0, 1)).isEqualTo(Map.of(0, 2.0, 3, 1.0, 4, 3.0));
  }

  @Test
  void twoChannelsBecomeOne() {
    Shape shape = Shape.of(2, 1, 2);
    double[] events = {0, 1, 1, 2, 2, 4, 3, 2, 3, 1};
    assertThat(polarity(shape, "merge").tick(events)).isEqualTo(Map.of(0, 5.0, 1, 5.0));
    assertThat(polarity(shape, "difference").tick(events)).isEqualTo(Map.of(0, 3.0, 1, 1.0));
    assertThat(polarity(shape, "on").tick(events)).isEqualTo(Map.of(0, 4.0, 1, 3.0));
    assertThat(polarity(shape, "off").tick(events)).isEqualTo(Map.of(0, 1.0, 1, 2.0));
    assertThatThrownBy(() -> polarity(Shape.of(3, 2), "merge"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "polarity takes two channels, such as [2, height, width], not the shape 3x2; write"
                + " mode: split to make two");
  }

  @Test
  void eventsWithinTheRefractoryTimeAreDropped() {
    EncoderRun run = EncoderRun.of(new RefractoryEncoder(), 2, "t_ref=3");
    assertThat(run.tick(0, 1, 0, 1, 1, 1)).isEqualTo(Map.of(0, 1.0, 1, 1.0));
    assertThat(run.tick(0, 1)).isEmpty();
    run.skip(1);
    assertThat(run.tick(0, 1)).as("three ticks after the one that passed").hasSize(1);
    assertThat(run.tick(0, 1, 1, 1)).isEqualTo(Map.of(1, 1.0));
  }

  /** 1,000 Hz in windows of 10 ticks of 1 ms: ten events, of which 300 Hz allow three. */
  @Test
  void hotPixelsAreSilentUntilTheyHaveKeptToTheRateForAWindow() {
    EncoderRun run = EncoderRun.of(new HotPixelsEncoder(), 2, "max_rate=300", "window=10");
    int[] passed = new int[5];
    for (int t = 0; t < 50; t++) {
      boolean hot = t < 20 || t >= 30 && t % 5 == 0;
      Map<Integer, Double> spikes = hot ? run.tick(0, 1, 1, t % 10 < 3 ? 1 : 0) : run.tick();
      passed[t / 10] += spikes.containsKey(0) ? 1 : 0;
    }
    assertThat(passed).containsExactly(3, 0, 0, 2, 2);
  }

  @Test
  void afterAFullWindowTheNextOneIsSilent() {
    EncoderRun run = EncoderRun.of(new HotPixelsEncoder(), 1, "max_rate=300", "window=10");
    for (int t = 0; t < 10; t++) {
      run.tick(0, 1);
    }
    assertThat(run.tick(0, 1)).isEmpty();
    run.skip(9);
    assertThat(run.tick(0, 1)).hasSize(1);
  }

  @Test
  void anEventNeedsCompany() {
    EncoderRun run = EncoderRun.of(new BackgroundActivityEncoder(), Shape.of(2, 3, 3), "window=2");
    assertThat(run.tick(0, 1)).as("alone").isEmpty();
    assertThat(run.tick(0, 1)).as("not its own neighbour").isEmpty();
    assertThat(run.tick(9 + 4, 1)).as("diagonally, other channel").isEqualTo(Map.of(13, 1.0));
    run.skip(2);
    assertThat(run.tick(8, 1)).as("three ticks after its neighbour").isEmpty();
    assertThat(run.tick(7, 1, 6, 1)).as("one after the other").isEqualTo(Map.of(6, 1.0, 7, 1.0));
    assertThat(run.tick(2, 1)).as("too far away").isEmpty();
  }

  @Test
  void moreCompanyMayBeAskedFor() {
    EncoderRun run =
        EncoderRun.of(
            new BackgroundActivityEncoder(), Shape.of(1, 5), "window=1", "radius=2", "support=2");
    assertThat(run.tick(0, 1, 4, 1, 2, 1)).isEqualTo(Map.of(2, 1.0));
  }

  @Test
  void framesAreTheSumsOfAlignedWindows() {
    EncoderRun run = EncoderRun.of(new AccumulateEncoder(), 3, "window=4");
    assertThat(run.tick(0, 1)).isEmpty();
    assertThat(run.tick(0, 1, 2, -1)).isEmpty();
    assertThat(run.encoding.quiet(run.state)).isFalse();
    run.tick();
    assertThat(run.tick(2, 3)).isEqualTo(Map.of(0, 2.0, 2, 2.0));
    assertThat(run.encoding.quiet(run.state)).isTrue();
    run.skip(7);
    assertThat(run.tick(1, 1)).as("the last tick of its window").isEqualTo(Map.of(1, 1.0));
  }

  private static EncoderRun polarity(Shape shape, String mode) {
    return EncoderRun.of(new PolarityEncoder(), shape, "mode=" + mode);
  }
}
