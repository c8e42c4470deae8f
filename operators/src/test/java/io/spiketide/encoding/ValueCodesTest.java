package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes that make a train of spikes of a value. */
class ValueCodesTest {

  @Test
  void aRegularTrainHasEqualDistancesAndTheRateOfItsValue() {
    EncoderRun run = EncoderRun.of(new RegularEncoder(), 3, "max_rate=200");
    List<Integer> fired = new ArrayList<>();
    int slow = 0;
    for (int t = 0; t < 1000; t++) {
      Map<Integer, Double> spikes = t == 0 ? run.tick(0, 1, 2, 0.03) : run.tick();
      if (spikes.containsKey(0)) {
        fired.add(t);
      }
      slow += spikes.containsKey(2) ? 1 : 0;
    }
    assertThat(fired).hasSizeBetween(199, 200);
    for (int i = 1; i < fired.size(); i++) {
      assertThat(fired.get(i) - fired.get(i - 1)).isBetween(4, 6);
    }
    assertThat(slow).isBetween(5, 6);
    run.tick(0, 0, 2, -1);
    assertThat(run.tick()).isEmpty();
  }

  @Test
  void aRegularTrainFasterThanTicksHasCounts() {
    EncoderRun run = EncoderRun.of(new RegularEncoder(), 1, "max_rate=2500");
    double sum = run.tick(0, 1).getOrDefault(0, 0.0);
    for (int t = 1; t < 100; t++) {
      sum += run.tick().get(0);
    }
    assertThat(sum).isEqualTo(250);
  }

  @Test
  void signedSpikesComeAsOftenAsTheSizeOfTheValueSays() {
    int ticks = 20_000;
    EncoderRun run = EncoderRun.of(new SignedPoissonEncoder(), 4);
    double[] sums = new double[4];
    for (int t = 0; t < ticks; t++) {
      Map<Integer, Double> spikes = t == 0 ? run.tick(0, 0.6, 1, -1.5, 2, 7) : run.tick();
      spikes.forEach((address, count) -> sums[address] += count);
    }
    assertThat(sums[0] / ticks).isCloseTo(0.3, within(4 * Math.sqrt(0.21 / ticks)));
    assertThat(sums[1] / ticks).isCloseTo(-0.75, within(4 * Math.sqrt(0.1875 / ticks)));
    assertThat(sums[2]).isEqualTo(ticks);
    assertThat(sums[3]).isZero();
  }

  @Test
  void anImageSilencesAddressesWithoutAnEventWhereAsked() {
    EncoderRun kept = EncoderRun.of(new HoldEncoder(), 3);
    kept.tick(0, 1, 1, 2);
    assertThat(kept.tick(2, 3)).isEqualTo(Map.of(0, 1.0, 1, 2.0, 2, 3.0));
    EncoderRun image = EncoderRun.of(new HoldEncoder(), 3, "update=image", "steps=2");
    image.tick(0, 1, 1, 2);
    assertThat(image.tick(2, 3)).isEqualTo(Map.of(2, 3.0));
    assertThat(image.tick()).isEqualTo(Map.of(2, 3.0));
    assertThat(image.encoding.quiet(image.state)).isTrue();
    assertThat(image.tick()).isEmpty();
  }

  @Test
  void largerValuesFireAtAnEarlierPhase() {
    EncoderRun run = EncoderRun.of(new PhaseEncoder(), 4, "period=5");
    run.tick(0, 1, 1, 0.5, 2, 0.05);
    List<Map<Integer, Double>> periods = new ArrayList<>();
    for (int t = 1; t < 15; t++) {
      periods.add(run.tick());
    }
    assertThat(periods.get(1)).isEqualTo(Map.of(1, 1.0));
    assertThat(periods.get(3)).isEqualTo(Map.of(2, 1.0));
    assertThat(periods.get(4)).isEqualTo(Map.of(0, 1.0));
    assertThat(periods.subList(4, 9)).isEqualTo(periods.subList(9, 14));
  }

  @Test
  void weightedPhasesAddUpToTheValue() {
    EncoderRun run = EncoderRun.of(new PhaseEncoder(), 3, "period=8", "form=weighted");
    double[] sums = new double[3];
    for (int t = 0; t < 16; t++) {
      Map<Integer, Double> spikes = t == 0 ? run.tick(0, 1, 1, 0.3, 2, 0.7) : run.tick();
      spikes.forEach((address, count) -> sums[address] += count);
    }
    assertThat(sums[0]).isEqualTo(2 * 255 / 256.0);
    assertThat(sums[1]).isEqualTo(2 * Math.rint(0.3 * 255) / 256);
    assertThat(sums[2]).isEqualTo(2 * Math.rint(0.7 * 255) / 256);
  }

  /** Five spikes at most, at intervals of 2 to 8. */
  @Test
  void largerValuesGiveLongerAndDenserBursts() {
    assertThat(burst(1)).containsExactly(0, 2, 4, 6, 8);
    assertThat(burst(0.5)).containsExactly(0, 5, 10);
    assertThat(burst(0.1)).containsExactly(0);
    assertThat(burst(0)).isEmpty();
    assertThat(burst(-3)).isEmpty();
  }

  @Test
  void aNewBurstTakesThePlaceOfTheOneBefore() {
    EncoderRun run = EncoderRun.of(new BurstEncoder(), 1);
    run.tick(0, 1);
    run.tick();
    assertThat(run.tick(0, 0.1)).hasSize(1);
    assertThat(run.encoding.quiet(run.state)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "2, 3", "2, 4", "2, 5", "2, 6", "2, 7", "2, 8", "3, 4", "10, 3"})
  void digitsGiveEveryCodeBack(int base, int steps) {
    int codes = (int) Math.pow(base, steps);
    EncoderRun run =
        EncoderRun.of(
            new RadixEncoder(), codes, "base=" + base, "steps=" + steps, "range=" + (codes - 1));
    EncoderRun weighted =
        EncoderRun.of(
            new RadixEncoder(),
            codes,
            "base=" + base,
            "steps=" + steps,
            "range=" + (codes - 1),
            "counts=weighted");
    double[] values = IntStream.range(0, 2 * codes).mapToDouble(i -> i / 2).toArray();
    double[] decoded = new double[codes];
    double[] sums = new double[codes];
    for (int t = 0; t < steps; t++) {
      for (int code = 0; code < codes; code++) {
        decoded[code] *= base;
      }
      (t == 0 ? run.tick(values) : run.tick()).forEach((code, digit) -> decoded[code] += digit);
      (t == 0 ? weighted.tick(values) : weighted.tick()).forEach((code, c) -> sums[code] += c);
    }
    for (int code = 0; code < codes; code++) {
      assertThat(decoded[code]).isEqualTo(code);
      assertThat(sums[code]).isCloseTo(code, within(1e-9));
    }
    assertThat(run.encoding.quiet(run.state)).isTrue();
    assertThat(run.tick()).isEmpty();
  }

  @Test
  void valuesAreRoundedToACodeAndClamped() {
    EncoderRun run = EncoderRun.of(new RadixEncoder(), 4, "steps=2", "range=4");
    // codes of 3 / 4 a: 0.75, 3.75, negative, 1.5, which rounds to even
    assertThat(run.tick(0, 1, 1, 5, 2, -1, 3, 2)).isEqualTo(Map.of(1, 1.0, 3, 1.0));
    assertThat(run.tick()).isEqualTo(Map.of(0, 1.0, 1, 1.0));
    assertThatThrownBy(() -> EncoderRun.of(new RadixEncoder(), 1, "steps=60"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("radix: base 2 with 60 steps has not 2 to 2^52 codes; change base or steps");
  }

  @Test
  void coordinatesFireWithTheirComplementsAndABias() {
    EncoderRun run = EncoderRun.of(new CoordinatesEncoder(), 2, "t_late=6", "t_bias=3");
    // x = 1 at 6, y = 0.25 at 3, 1 - x at 2, 1 - y at 5, bias at 3
    List<Map<Integer, Double>> spikes = new ArrayList<>(List.of(run.tick(0, 1, 1, 0.25)));
    while (!run.encoding.quiet(run.state)) {
      spikes.add(run.tick());
    }
    assertThat(spikes)
        .containsExactly(
            Map.of(),
            Map.of(),
            Map.of(2, 1.0),
            Map.of(1, 1.0, 4, 1.0),
            Map.of(),
            Map.of(3, 1.0),
            Map.of(0, 1.0));
    EncoderRun plain = EncoderRun.of(new CoordinatesEncoder(), 1, "t_early=0", "bias=off");
    assertThat(plain.tick(0, 0)).isEqualTo(Map.of(0, 1.0));
  }

  /** tau 20, threshold 0.2: 4.4629, 5.7536, 10.2165, 21.9722 and 60.8904 ticks, here times 100. */
  @Test
  void latenciesOfImagesAreThoseOfBrainScales() {
    double[] values = {1, 0.8, 0.5, 0.3, 0.21, 0.2, 0.1};
    int[] expected = {446, 575, 1022, 2197, 6089, -1, -1};
    String[] given = {"tau=2000", "threshold=0.2", "clip=on", "late=drop", "steps=6100"};
    for (int i = 0; i < values.length; i++) {
      assertThat(latency(values[i], given)).isEqualTo(expected[i]);
    }
    given[4] = "steps=6089";
    assertThat(latency(0.21, given)).as("cut at the end").isEqualTo(-1);
  }

  @Test
  void gaussianUnitsAnswerByTheirDistance() {
    EncoderRun run =
        EncoderRun.of(
            new PopulationEncoder(), Shape.of(2), "units=5", "max=4", "width=0.5", "floor=0.1");
    Map<Integer, Double> units = run.tick(1, 1.5);
    assertThat(units.keySet()).containsExactly(6, 7);
    assertThat(units.get(6)).isCloseTo(Math.exp(-0.5), within(1e-12));
    assertThat(units.get(7)).isCloseTo(Math.exp(-0.5), within(1e-12));
  }

  @Test
  void cosinesAddUpToOneWithinTheRangeAndOnACircle() {
    EncoderRun line =
        EncoderRun.of(
            new PopulationEncoder(), 1, "units=6", "min=-1", "max=2", "curve=cosine", "floor=0");
    EncoderRun circle =
        EncoderRun.of(
            new PopulationEncoder(),
            1,
            "units=8",
            "max=360",
            "curve=cosine",
            "floor=0",
            "circular=on");
    for (int i = 0; i <= 100; i++) {
      assertThat(sum(line.tick(0, -1 + 0.03 * i))).isCloseTo(1, within(1e-12));
      assertThat(sum(circle.tick(0, 36 * i - 900))).isCloseTo(1, within(1e-12));
    }
    assertThat(circle.tick(0, 720)).isEqualTo(Map.of(0, 1.0));
  }

  @Test
  void unitsThatFallSilentTellTheEncoderThatFollows() {
    EncoderChain chain =
        EncoderRun.chain(Shape.of(1))
            .then(
                new PopulationEncoder(),
                EncoderRun.MILLI,
                EncoderRun.arguments(new PopulationEncoder(), "units=3", "curve=cosine"))
            .then(new HoldEncoder(), EncoderRun.MILLI, EncoderRun.arguments(new HoldEncoder()));
    EncoderRun run = new EncoderRun(chain, 0, "sensor");
    assertThat(run.tick(0, 0)).isEqualTo(Map.of(0, 1.0));
    assertThat(run.tick(0, 1)).isEqualTo(Map.of(2, 1.0));
  }

  private static double sum(Map<Integer, Double> counts) {
    return counts.values().stream().mapToDouble(c -> c).sum();
  }

  private static List<Integer> burst(double value) {
    EncoderRun run = EncoderRun.of(new BurstEncoder(), 1);
    List<Integer> fired = new ArrayList<>();
    Map<Integer, Double> spikes = run.tick(0, value);
    for (int t = 0; t < 50; t++) {
      if (!spikes.isEmpty()) {
        fired.add(t);
      }
      spikes = run.tick();
    }
    assertThat(run.encoding.quiet(run.state)).isTrue();
    return fired;
  }

  /** Ticks after which a value fires, -1 if never. */
  private static int latency(double value, String... given) {
    EncoderRun run = EncoderRun.of(new LatencyEncoder(), 1, given);
    boolean fires = !run.tick(0, value).isEmpty();
    int ticks = 0;
    while (!fires && !run.encoding.quiet(run.state)) {
      fires = !run.tick().isEmpty();
      ticks++;
    }
    return fires ? ticks : -1;
  }
}
