package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsEncoderTest {
  private final EncoderRun run = EncoderRun.of(new EventsEncoder(), 1000);

  @Test
  void eventsBecomeSpikesInOrderOfAddress() {
    assertThat(run.tick(7, 1, 2, 1, 5, 1)).isEqualTo(Map.of(2, 1.0, 5, 1.0, 7, 1.0));
    assertThat(run.tick()).isEmpty();
  }

  @Test
  void valuesOfAnAddressAddUpWithinATick() {
    assertThat(run.tick(7, 1, 2, 3, 7, 1, 7, 0.5)).isEqualTo(Map.of(2, 3.0, 7, 2.5));
  }

  @Test
  void valuesThatCancelMakeNoSpike() {
    assertThat(run.tick(7, 1, 2, 0, 7, -1)).isEmpty();
  }

  /** Over few addresses and over many, where most of them have no event. */
  @ParameterizedTest
  @ValueSource(ints = {40, 64, 65, 1000, 50_000})
  void anyNumberOfEventsIsSummedInTheOrderInWhichTheyCame(int addresses) {
    EncoderRun run = EncoderRun.of(new EventsEncoder(), addresses);
    Random random = new Random(3);
    for (int n : new int[] {1, 16, 2, 17, 500, 20, 5000, 3}) {
      double[] events = new double[2 * n];
      Map<Integer, Double> expected = new TreeMap<>();
      for (int i = 0; i < n; i++) {
        events[2 * i] = random.nextInt(addresses);
        events[2 * i + 1] = random.nextDouble();
        expected.merge((int) events[2 * i], events[2 * i + 1], Double::sum);
      }
      assertThat(run.tick(events)).isEqualTo(expected);
    }
  }

  /** Events without values, which are counted in a table where there are many of them. */
  @ParameterizedTest
  @ValueSource(ints = {40, 64, 65, 1000, 50_000})
  void anyNumberOfPlainEventsIsCounted(int addresses) {
    EncoderRun run = EncoderRun.of(new EventsEncoder(), addresses);
    Random random = new Random(4);
    for (int n : new int[] {1, 16, 2, 17, 500, 20, 10_000, 3}) {
      double[] events = new double[2 * n];
      Map<Integer, Double> expected = new TreeMap<>();
      for (int i = 0; i < n; i++) {
        events[2 * i] = random.nextInt(addresses);
        events[2 * i + 1] = 1;
        expected.merge((int) events[2 * i], 1.0, Double::sum);
      }
      assertThat(run.tick(events)).isEqualTo(expected);
    }
  }
}
