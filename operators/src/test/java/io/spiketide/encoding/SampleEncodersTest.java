package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Codes of streams of samples. */
class SampleEncodersTest {

  /** Values that snnTorch 0.9.4 gives. */
  @Test
  void deltaIsThatOfSnnTorch() {
    EncoderRun plain = EncoderRun.of(new DeltaEncoder(), 1, "threshold=1", "off=none");
    assertThat(changes(plain, 1, 2, 2.9, 3, 3.9)).containsExactly(1, 1, 0, 0, 0);
    EncoderRun padded =
        EncoderRun.of(new DeltaEncoder(), 1, "threshold=1", "off=negative", "first=silent");
    assertThat(changes(padded, 1, 2, 0, 2, 2.9)).containsExactly(0, 1, -1, 1, 0);
  }

  @Test
  void changesDownHaveAChannelOfTheirOwnInFront() {
    EncoderRun run = EncoderRun.of(new DeltaEncoder(), 2, "threshold=1");
    assertThat(run.tick(0, 1, 1, -1)).isEqualTo(Map.of(2, 1.0, 1, 1.0));
    assertThat(run.tick(0, -1, 0, 1, 0, -1)).as("in order").isEqualTo(Map.of(0, 2.0, 2, 1.0));
  }

  @Test
  void sendOnDeltaComparesWithTheSampleThatFiredLast() {
    EncoderRun run = EncoderRun.of(new SendOnDeltaEncoder(), 1, "delta=1", "off=negative");
    assertThat(changes(run, 5, 5.6, 6.2, 6.9, 5.3, 5.2, 7.5)).containsExactly(0, 0, 1, 0, 0, -1, 1);
  }

  @Test
  void stepForwardMovesTheBaseByTheThreshold() {
    EncoderRun run = EncoderRun.of(new StepForwardEncoder(), 1, "threshold=1", "off=negative");
    // bases before each sample: 0, 0, 1, 2, 3, 3, 2
    assertThat(changes(run, 0, 5, 5, 5, 3.5, 1.5, 1.5)).containsExactly(0, 1, 1, 1, 0, -1, 0);
    EncoderRun all =
        EncoderRun.of(new StepForwardEncoder(), 1, "threshold=1", "off=negative", "spikes=all");
    assertThat(changes(all, 0, 5, 4.5, 2.9, 2.9, 1.9)).containsExactly(0, 4, 0, -1, 0, -1);
  }

  @Test
  void theSumOfAllStepsFollowsTheSignal() {
    EncoderRun run =
        EncoderRun.of(new StepForwardEncoder(), 1, "threshold=0.25", "off=negative", "spikes=all");
    double[] signal = signal(2000);
    int[] changes = changes(run, signal);
    double base = signal[0];
    for (int i = 0; i < signal.length; i++) {
      base += 0.25 * changes[i];
      assertThat(base).isCloseTo(signal[i], within(0.2500001));
    }
  }

  @Test
  void movingWindowComparesWithTheMeanOfTheSamplesBefore() {
    EncoderRun run =
        EncoderRun.of(new MovingWindowEncoder(), 1, "threshold=0.9", "window=2", "off=negative");
    // means: –, 1, 1.5, 3, 3, 1.5
    assertThat(changes(run, 1, 2, 4, 2, 1, 2.4)).containsExactly(0, 1, 1, -1, -1, 0);
  }

  @Test
  void eachLevelThatIsPassedFires() {
    EncoderRun run =
        EncoderRun.of(new LevelCrossingEncoder(), 1, "delta=0.5", "offset=0.1", "off=negative");
    // levels at 0.1, 0.6, 1.1, 1.6; the first sample is nearest to 0.6
    assertThat(changes(run, 0.7, 1.0, 1.65, 1.2, 1.05, 0.55, 0.2))
        .containsExactly(0, 0, 2, 0, -1, -1, 0);
  }

  @Test
  void noiseSmallerThanTheDistanceOfLevelsFiresAtMostOnce() {
    EncoderRun run = EncoderRun.of(new LevelCrossingEncoder(), 1, "delta=1", "off=negative");
    Random random = new Random(1);
    double[] noise = random.doubles(1000, 0.55, 1.45).toArray();
    int sum = 0;
    for (int change : changes(run, noise)) {
      sum += Math.abs(change);
    }
    assertThat(sum).isZero();
  }

  @Test
  void theSumOfLevelsFollowsAnElectrocardiogram() {
    EncoderRun run = EncoderRun.of(new LevelCrossingEncoder(), 1, "delta=0.05", "off=negative");
    double[] heart = heart(3600);
    int[] changes = changes(run, heart);
    long level = Math.round(heart[0] / 0.05);
    int spikes = 0;
    for (int i = 0; i < heart.length; i++) {
      level += changes[i];
      spikes += Math.abs(changes[i]);
      assertThat(0.05 * level).isCloseTo(heart[i], within(0.0500001));
    }
    assertThat(spikes).isBetween(200, 1800);
  }

  @Test
  void samplesThatAreNoNumbersAreLeftOut() {
    for (SpikeEncoder encoder :
        new SpikeEncoder[] {
          new DeltaEncoder(),
          new SendOnDeltaEncoder(),
          new StepForwardEncoder(),
          new LevelCrossingEncoder(),
          new MovingWindowEncoder()
        }) {
      String[] given =
          encoder.parameters().stream()
              .filter(p -> p.isRequired())
              .map(p -> p.name() + "=1")
              .toArray(String[]::new);
      EncoderRun run = EncoderRun.of(encoder, 1, given);
      run.tick(0, 0);
      assertThat(run.tick(0, Double.NaN)).isEmpty();
      assertThat(run.tick(0, Double.POSITIVE_INFINITY)).isEmpty();
      assertThat(run.tick(0, 3)).as(encoder.name()).hasSize(1);
    }
  }

  /** One sample per tick; spikes up, or down where negative. */
  private static int[] changes(EncoderRun run, double... samples) {
    int[] changes = new int[samples.length];
    for (int i = 0; i < samples.length; i++) {
      changes[i] = run.tick(0, samples[i]).getOrDefault(0, 0.0).intValue();
    }
    return changes;
  }

  private static double[] signal(int n) {
    Random random = new Random(2);
    double[] signal = new double[n];
    for (int i = 1; i < n; i++) {
      signal[i] = signal[i - 1] + random.nextGaussian();
    }
    return signal;
  }

  /** Beats of 1 mV, 36 ms wide, every 300 samples, over a slow wave. */
  private static double[] heart(int n) {
    double[] heart = new double[n];
    for (int i = 0; i < n; i++) {
      double beat = (i % 300 - 150) / 6.0;
      heart[i] = Math.exp(-beat * beat / 2) + 0.1 * Math.sin(i / 500.0);
    }
    return heart;
  }
}
