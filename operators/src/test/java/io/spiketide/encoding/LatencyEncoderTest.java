package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Latencies that snnTorch 0.9.4 gives for the values .02, .25, .5, .75 and 1. */
class LatencyEncoderTest {
  private static final double[] VALUES = {0.02, 0.25, 0.5, 0.75, 1};

  @Test
  void theLogarithmicCodeRoundsToTheStepsOfSnnTorch() {
    assertThat(latencies("steps=10", "tau=5")).containsExactly(3, 0, 0, 0, 0);
    assertThat(latencies("steps=600", "tau=500")).containsExactly(347, 20, 10, 7, 5);
  }

  @Test
  void theNormalisedLogarithmicCodeSpansAllSteps() {
    assertThat(latencies("steps=10", "tau=5", "normalise=on")).containsExactly(9, 1, 0, 0, 0);
    assertThat(latencies("steps=9001", "tau=5", "normalise=on"))
        .containsExactly(9000, 530, 262, 174, 130);
  }

  @Test
  void theNormalisedLinearCodeSpansAllSteps() {
    assertThat(latencies("steps=5", "code=linear", "normalise=on")).containsExactly(4, 3, 2, 1, 0);
  }

  @Test
  void theLinearCodeFallsWithTau() {
    assertThat(latencies("steps=20", "code=linear", "tau=10")).containsExactly(10, 8, 5, 2, 0);
  }

  @Test
  void theFirstSpikeShiftsAllLatencies() {
    assertThat(latencies("steps=20", "code=linear", "tau=10", "first_spike=3"))
        .containsExactly(13, 10, 8, 6, 3);
    assertThat(latencies("steps=12", "tau=5", "normalise=on", "first_spike=2"))
        .containsExactly(11, 3, 2, 2, 2);
  }

  @Test
  void valuesBelowTheThresholdFireLastUnlessTheyAreClipped() {
    EncoderRun last = EncoderRun.of(new LatencyEncoder(), 2, "steps=4");
    assertThat(last.tick(0, 0.005, 1, 1)).isEqualTo(Map.of(1, 1.0));
    assertThat(last.tick()).isEmpty();
    assertThat(last.tick()).isEmpty();
    assertThat(last.tick()).isEqualTo(Map.of(0, 1.0));
    EncoderRun clipped = EncoderRun.of(new LatencyEncoder(), 2, "steps=4", "clip=on");
    assertThat(clipped.tick(0, 0.005, 1, 1)).isEqualTo(Map.of(1, 1.0));
    assertThat(clipped.encoding.quiet(clipped.state)).isTrue();
  }

  @Test
  void valuesOutsideTheirRangeAreTakenAsItsNearestEnd() {
    EncoderRun run = EncoderRun.of(new LatencyEncoder(), 3, "steps=3", "code=linear", "tau=2");
    assertThat(run.tick(0, 7, 1, -7, 2, Double.NaN)).isEqualTo(Map.of(0, 1.0));
    assertThat(run.tick()).isEmpty();
    assertThat(run.tick()).isEqualTo(Map.of(1, 1.0, 2, 1.0));
  }

  @Test
  void spikesOfSeveralEventsThatFallTogetherAddUp() {
    EncoderRun run = EncoderRun.of(new LatencyEncoder(), 1, "steps=3", "code=linear", "tau=2");
    assertThat(run.tick(0, 0)).isEmpty();
    assertThat(run.tick(0, 0.5)).isEmpty();
    assertThat(run.encoding.quiet(run.state)).isFalse();
    assertThat(run.tick(0, 1, 0, 1)).isEqualTo(Map.of(0, 4.0));
    assertThat(run.encoding.quiet(run.state)).isTrue();
  }

  @Test
  void ticksBeforeTheEpochAreTicksLikeOthers() {
    LatencyEncoder encoder = new LatencyEncoder();
    EncoderSettings settings = EncoderRun.settings(encoder, 1, "steps=3", "code=linear", "tau=2");
    EncoderRun run = new EncoderRun(encoder, settings, -1, "sensor");
    assertThat(run.tick(0, 0)).isEmpty();
    assertThat(run.tick()).isEmpty();
    assertThat(run.tick()).isEqualTo(Map.of(0, 1.0));
  }

  @Test
  void stepsThatAreNotWholeOrTooManyAreRefused() {
    assertThatThrownBy(() -> EncoderRun.of(new LatencyEncoder(), 1, "steps=2.5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps 2.5 is not a whole number above first_spike 0.0; raise steps");
    assertThatThrownBy(() -> EncoderRun.of(new LatencyEncoder(), 100_000, "steps=100000"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "steps 100000 of 100000 addresses would take 80000000000 bytes per instance; lower"
                + " steps");
  }

  /** The tick after the events in which each of the values fires. */
  private static int[] latencies(String... given) {
    EncoderRun run = EncoderRun.of(new LatencyEncoder(), VALUES.length, given);
    int[] latencies = new int[VALUES.length];
    Arrays.fill(latencies, -1);
    double[] events = new double[2 * VALUES.length];
    for (int i = 0; i < VALUES.length; i++) {
      events[2 * i] = i;
      events[2 * i + 1] = VALUES[i];
    }
    Map<Integer, Double> spikes = run.tick(events);
    for (int t = 0; ; t++) {
      for (int address : spikes.keySet()) {
        latencies[address] = t;
      }
      if (run.encoding.quiet(run.state)) {
        return latencies;
      }
      spikes = run.tick();
    }
  }
}
