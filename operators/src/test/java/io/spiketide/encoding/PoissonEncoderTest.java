package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoissonEncoderTest {
  private static final int TICKS = 20_000;

  @Test
  void anAddressFiresAtItsValueTimesTheLargestRate() {
    EncoderRun run = EncoderRun.of(new PoissonEncoder(), 3, "max_rate=200");
    double[] means = means(run, run.tick(0, 1, 2, 0.5));
    assertThat(means[0]).isCloseTo(0.2, within(fourSigma(0.2 * 0.8)));
    assertThat(means[1]).isZero();
    assertThat(means[2]).isCloseTo(0.1, within(fourSigma(0.1 * 0.9)));
  }

  @Test
  void aRateAboveOneSpikePerTickFiresInEveryTickUnlessCountsAreDrawn() {
    EncoderRun once = EncoderRun.of(new PoissonEncoder(), 1, "max_rate=2500");
    assertThat(means(once, once.tick(0, 1))[0]).isEqualTo(1);
    EncoderRun counts = EncoderRun.of(new PoissonEncoder(), 1, "max_rate=2500", "draw=poisson");
    assertThat(means(counts, counts.tick(0, 1))[0]).isCloseTo(2.5, within(fourSigma(2.5)));
  }

  @Test
  void drawnCountsHaveTheVarianceOfAPoissonDistributionAtSmallAndLargeMeans() {
    for (double mean : new double[] {0.3, 4, 700}) {
      EncoderRun run =
          EncoderRun.of(new PoissonEncoder(), 1, "form=snntorch", "draw=poisson", "gain=" + mean);
      double sum = 0;
      double squares = 0;
      for (int t = 0; t < TICKS; t++) {
        double count = run.tick(0, 1).getOrDefault(0, 0.0);
        sum += count;
        squares += count * count;
      }
      double found = sum / TICKS;
      assertThat(found).isCloseTo(mean, within(fourSigma(mean)));
      double variance = squares / TICKS - found * found;
      double spread = Math.sqrt((2 * mean * mean + mean) / TICKS);
      assertThat(variance).isCloseTo(mean, within(4 * spread));
    }
  }

  @Test
  void theFormOfSnnTorchClipsGainTimesValuePlusOffset() {
    EncoderRun run =
        EncoderRun.of(new PoissonEncoder(), 4, "form=snntorch", "gain=0.5", "offset=0.05");
    double[] means = means(run, run.tick(0, 0.5, 1, 3, 2, -1));
    assertThat(means[0]).isCloseTo(0.3, within(fourSigma(0.21)));
    assertThat(means[1]).isEqualTo(1);
    assertThat(means[2]).isZero();
    assertThat(means[3]).isCloseTo(0.05, within(fourSigma(0.05 * 0.95)));
  }

  @Test
  void theLatestEventSetsTheValueAndZeroSilences() {
    EncoderRun run = EncoderRun.of(new PoissonEncoder(), 1, "max_rate=1000");
    assertThat(run.tick(0, 0, 0, 1)).isEqualTo(Map.of(0, 1.0));
    assertThat(run.encoding.quiet(run.state)).isFalse();
    assertThat(run.tick(0, 1, 0, 0)).isEmpty();
    assertThat(run.encoding.quiet(run.state)).isTrue();
  }

  @Test
  void spikesAreAFunctionOfInstanceTickAndAddress() {
    List<Map<Integer, Double>> first = spikes("sensor-1");
    assertThat(spikes("sensor-1")).isEqualTo(first);
    assertThat(spikes("sensor-2")).isNotEqualTo(first);
  }

  private static List<Map<Integer, Double>> spikes(String instance) {
    PoissonEncoder encoder = new PoissonEncoder();
    EncoderSettings settings = EncoderRun.settings(encoder, 8, "max_rate=300");
    EncoderRun run = new EncoderRun(encoder, settings, 1L << 33, instance);
    List<Map<Integer, Double>> all = new ArrayList<>();
    all.add(run.tick(0, 1, 3, 1, 7, 1));
    for (int t = 0; t < 50; t++) {
      all.add(run.tick());
    }
    return all;
  }

  private static double[] means(EncoderRun run, Map<Integer, Double> firstTick) {
    double[] sums = new double[run.state[0].length];
    firstTick.forEach((address, count) -> sums[address] += count);
    for (int t = 1; t < TICKS; t++) {
      run.tick().forEach((address, count) -> sums[address] += count);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= TICKS;
    }
    return sums;
  }

  private static double fourSigma(double variance) {
    return 4 * Math.sqrt(variance / TICKS);
  }
}
