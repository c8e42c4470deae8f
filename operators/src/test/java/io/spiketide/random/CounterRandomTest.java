package io.spiketide.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
  private static final int N = 100_000;
  private static final double SIGMAS = 4;

  private final CounterRandom random = new CounterRandom(7, Purpose.NOISE, "hidden", "sensor-1");

  @Test
  void isAFunctionOfItsPlaceAlone() {
    long first = random.bits(5, 3, 1);
    random.bits(6, 3, 1);
    assertThat(random.bits(5, 3, 1)).isEqualTo(first);
    assertThat(new CounterRandom(7, Purpose.NOISE, "hidden", "sensor-1").bits(5, 3, 1))
        .isEqualTo(first);
  }

  @Test
  void keepsItsNumbersFromReleaseToRelease() {
    assertThat(random.bits(0, 0, 0)).isEqualTo(-3810973013169916054L);
    assertThat(random.bits(1L << 40, -1, 2)).isEqualTo(5976354955713828641L);
  }

  @Test
  void manyNumbersAreAFunctionOfTheirPlaceAlone() {
    char[] many = new char[24];
    random.many(5, 0, 20, many);
    char[] some = new char[8];
    random.many(5, 8, 7, some);
    assertThat(some).startsWith(Arrays.copyOfRange(many, 8, 15));
    Set<Character> all = new HashSet<>();
    for (char number : many) {
      all.add(number);
    }
    assertThat(all).hasSize(24);
    Set<Integer> words = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      words.add(many[2 * i] | many[2 * i + 1] << 16);
      words.add((int) random.bits(5, i, 0));
      words.add((int) (random.bits(5, i, 0) >>> 32));
    }
    assertThat(words).as("none is one of those that bits gives").hasSize(30);
    assertThat((int) many[0]).as("the same from release to release").isEqualTo(1716630532 & 0xFFFF);
  }

  @Test
  void numbersOfASequenceAreThoseOfNothingElse() {
    Set<Integer> words = new HashSet<>();
    char[] halves = new char[8];
    for (int stretch = 0; stretch < 20; stretch++) {
      random.sequence(5, 3, stretch, halves);
      for (int i = 0; i < 8; i += 2) {
        words.add(halves[i] | halves[i + 1] << 16);
      }
      words.add((int) random.bits(5, 3, stretch));
    }
    random.many(5, 24, 8, halves);
    words.add(halves[0] | halves[1] << 16);
    assertThat(words).hasSize(20 * 5 + 1);
    assertEvenly(
        i -> {
          random.sequence(17, 4, i, halves);
          return halves[i & 7] * 0x1.0p-16;
        });
  }

  @Test
  void manyNumbersFillTheirRangeEvenly() {
    char[] eight = new char[8];
    assertEvenly(
        i -> {
          random.many(17, i & ~7, 8, eight);
          return eight[i & 7] * 0x1.0p-16;
        });
    assertEvenly(
        i -> {
          random.many(i, 8, 8, eight);
          return eight[5] * 0x1.0p-16;
        });
  }

  @Test
  void givesOtherNumbersWhereAnyPartOfThePlaceDiffers() {
    Set<Long> seen = new HashSet<>();
    seen.add(random.bits(0, 0, 0));
    seen.add(random.bits(1, 0, 0));
    seen.add(random.bits(1L << 32, 0, 0));
    seen.add(random.bits(0, 1, 0));
    seen.add(random.bits(0, 0, 1));
    seen.add(new CounterRandom(8, Purpose.NOISE, "hidden", "sensor-1").bits(0, 0, 0));
    seen.add(new CounterRandom(7L << 32, Purpose.NOISE, "hidden", "sensor-1").bits(0, 0, 0));
    seen.add(new CounterRandom(7, Purpose.NOISE, "hidden", "sensor-2").bits(0, 0, 0));
    seen.add(new CounterRandom(7, Purpose.NOISE, "hiddens", "ensor-1").bits(0, 0, 0));
    seen.add(new CounterRandom(7, Purpose.NOISE, "", "hiddensensor-1").bits(0, 0, 0));
    for (Purpose purpose : Purpose.values()) {
      seen.add(new CounterRandom(7, purpose, "hidden", "sensor-1").bits(0, 0, 0));
    }
    assertThat(seen).hasSize(10 + Purpose.values().length - 1);
  }

  @Test
  void uniformNumbersFillTheirRangeEvenly() {
    assertEvenly(i -> random.uniform(i, 17, 0));
    assertEvenly(i -> random.uniform(17, i, 0));
    assertEvenly(i -> random.uniform(17, 3, i));
    assertEvenly(i -> random.openUniform(i, 17, 0));
  }

  @Test
  void numbersOfDifferentPurposesComponentsAndInstancesAreUncorrelated() {
    assertUncorrelated(random, new CounterRandom(7, Purpose.ENCODER, "hidden", "sensor-1"));
    assertUncorrelated(random, new CounterRandom(7, Purpose.NOISE, "output", "sensor-1"));
    assertUncorrelated(random, new CounterRandom(7, Purpose.NOISE, "hidden", "sensor-2"));
    assertUncorrelated(random, new CounterRandom(6, Purpose.NOISE, "hidden", "sensor-1"));
  }

  @Test
  void normalNumbersHaveTheMomentsAndTailsOfANormalDistribution() {
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    int beyondThree = 0;
    for (int i = 0; i < N; i++) {
      double z = random.normal(i, 2, 0);
      sum += z;
      squares += z * z;
      fourths += z * z * z * z;
      beyondThree += Math.abs(z) > 3 ? 1 : 0;
    }
    assertThat(sum / N).isCloseTo(0, within(SIGMAS / Math.sqrt(N)));
    assertThat(squares / N).isCloseTo(1, within(SIGMAS * Math.sqrt(2.0 / N)));
    assertThat(fourths / N).isCloseTo(3, within(SIGMAS * Math.sqrt(96.0 / N)));
    double expected = 0.002699796 * N;
    assertThat((double) beyondThree).isCloseTo(expected, within(SIGMAS * Math.sqrt(expected)));
  }

  @Test
  void belowChoosesEachValueEquallyOften() {
    int bound = 7;
    int[] counts = new int[bound];
    for (int i = 0; i < N; i++) {
      counts[random.below(bound, i, 0, 0)]++;
    }
    double expected = (double) N / bound;
    for (int count : counts) {
      assertThat((double) count).isCloseTo(expected, within(SIGMAS * Math.sqrt(expected)));
    }
  }

  @Test
  void belowUsesTheWholeRangeOfLargeBounds() {
    long sum = 0;
    for (int i = 0; i < N; i++) {
      int value = random.below(Integer.MAX_VALUE, i, 0, 0);
      assertThat(value).isBetween(0, Integer.MAX_VALUE - 1);
      sum += value;
    }
    double mean = (double) sum / N / Integer.MAX_VALUE;
    assertThat(mean).isCloseTo(0.5, within(SIGMAS / Math.sqrt(12.0 * N)));
    assertThat(random.below(1, 0, 0, 0)).isZero();
  }

  private static void assertEvenly(IntToDoubleFunction draw) {
    int[] counts = new int[64];
    for (int i = 0; i < N; i++) {
      double value = draw.applyAsDouble(i);
      assertThat(value).isBetween(0.0, Math.nextDown(1.0));
      counts[(int) (value * counts.length)]++;
    }
    double expected = (double) N / counts.length;
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    double freedom = counts.length - 1;
    assertThat(chiSquared).isCloseTo(freedom, within(SIGMAS * Math.sqrt(2 * freedom)));
  }

  private static void assertUncorrelated(CounterRandom a, CounterRandom b) {
    double sum = 0;
    for (int i = 0; i < N; i++) {
      sum += (a.uniform(i, 0, 0) - 0.5) * (b.uniform(i, 0, 0) - 0.5);
    }
    assertThat(12 * sum / N).isCloseTo(0, within(SIGMAS / Math.sqrt(N)));
  }
}
