package io.spiketide.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClocksTest {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;

  @ParameterizedTest
  @ValueSource(ints = {24, 31, 32})
  void aWrapIsUnwrappedAlsoBehindASilenceOfSeveralWraps(int bits) {
    SensorClock clock = new SensorClock(ClockRules.of(bits));
    long mask = (1L << bits) - 1;
    long start = mask - 3 * SECOND;
    long time = start;
    long heard = 77;
    for (long silence :
        new long[] {0, SECOND, 5 * SECOND, 3 * SECOND, 1_000, 4 * HOUR, 1, 9 * HOUR}) {
      time += silence;
      heard += silence;
      assertThat(clock.time(time & mask, heard, heard)).isEqualTo(time);
      assertThat(clock.step()).isNull();
    }
  }

  @Test
  void whatWaitedWhileNobodyListenedIsNotTakenForSilence() {
    SensorClock clock = new SensorClock(ClockRules.of(24));
    clock.time(1_000, 0, 0);
    // Held up for 20 s, longer than a wrap: the next event was in a buffer all the time.
    assertThat(clock.time(1_500, 20 * SECOND, 100)).isEqualTo(1_500);
    assertThat(clock.step()).isNull();
  }

  @Test
  void stepsBeyondTheBoundsAreNoticed() {
    SensorClock clock = new SensorClock(ClockRules.of(64));
    clock.time(100 * SECOND, 0, 0);
    assertThat(clock.time(99 * SECOND + 1, 10, 10)).isEqualTo(99 * SECOND + 1);
    assertThat(clock.step()).isNull();
    clock.time(98 * SECOND, 20, 20);
    assertThat(clock.step()).isEqualTo("time stamp 98000000 runs back by 2.0 s");
    clock.time(98 * SECOND + 5, 25, 25);
    assertThat(clock.step()).isNull();
    clock.time(109 * SECOND, 30, 30);
    assertThat(clock.step())
        .isEqualTo("time stamp 109000000 is 10.999 s ahead, 0.0 s after the one before");
    clock.time(139 * SECOND, 30 * SECOND, 30 * SECOND);
    assertThat(clock.step()).as("as long as nothing came").isNull();
  }

  @Test
  void aStampThatContradictsItsDeclaredWidthIsAStep() {
    SensorClock clock = new SensorClock(ClockRules.of(24));
    clock.time(1L << 24, 0, 0);
    assertThat(clock.step()).isEqualTo("time stamp 16777216 is none of 24 bits");
    clock = new SensorClock(ClockRules.of(64));
    clock.time(-1, 0, 0);
    assertThat(clock.step()).contains("none of 64 bits");
    clock.time(Long.MAX_VALUE, 0, 0);
    assertThat(clock.step()).contains("none of 64 bits");
  }

  @Test
  void aSourceIsKeptOutUntilItsClockHasBeenSteady() {
    ClockGuard guard = new ClockGuard(ClockRules.of(64));
    assertThat(guard.admit(1_000, 0, 0)).isEqualTo(1_000);
    long set = 50 * SECOND;
    assertThat(guard.admit(set, 1_000, 1_000)).isEqualTo(ClockGuard.REFUSED);
    assertThat(guard.takeNews()).contains("ahead");
    assertThat(guard.takeNews()).isNull();
    for (long t = 1_000; t < 5 * SECOND; t += SECOND / 10) {
      assertThat(guard.admit(set + t, 1_000 + t, 1_000 + t)).isEqualTo(ClockGuard.REFUSED);
    }
    assertThat(guard.isQuarantined()).isTrue();
    long steady = 5 * SECOND;
    assertThat(guard.admit(set + steady, 1_000 + steady, 0)).isEqualTo(set + steady);
    assertThat(guard.isQuarantined()).isFalse();
    assertThat(guard.quarantines()).isEqualTo(1);
  }

  @Test
  void offsetAndDriftAreEstimatedThroughUnevenDelays() {
    Random random = new Random(1);
    ClockEstimate estimate = new ClockEstimate();
    double ppm = 42;
    long offset = 1_700_000_000_000_000L;
    long time = 0;
    long at = 0;
    for (int i = 0; i < 60_000; i++) {
      time += 1_000;
      long host = Math.round(time * (1 - ppm / 1e6)) + offset;
      long delay = 300 + Math.round(-Math.log(1 - random.nextDouble()) * 2_000);
      at = Math.max(at, host + delay);
      estimate.saw(time, at);
    }
    assertThat(estimate.driftPpm()).isCloseTo(ppm, within(2.0));
    long exact = Math.round(-time * ppm / 1e6) + offset;
    assertThat((double) (estimate.offsetMicros() - exact - 300)).isCloseTo(0, within(100.0));
  }

  @Test
  void nothingIsSaidOfDriftAfterTwoSeconds() {
    ClockEstimate estimate = new ClockEstimate();
    estimate.saw(0, 10);
    estimate.saw(SECOND, SECOND + 10);
    assertThat(estimate.driftPpm()).isNaN();
    assertThat(estimate.offsetMicros()).isEqualTo(10);
  }

  @Test
  void boundsThatCannotBeKeptAreRefused() {
    assertThatThrownBy(() -> new ClockRules(24, 9 * SECOND, 0, 0))
        .hasMessageContaining("cannot be told from a wrap of 24 bits; allow less than 8388608 µs");
    assertThatThrownBy(() -> ClockRules.of(8)).hasMessageContaining("use 16 to 62, or 64");
  }
}
