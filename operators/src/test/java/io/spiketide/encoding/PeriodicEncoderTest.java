package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodicEncoderTest {

  /** The fastest pixel fires every 600 / 20 = 30 steps, a value just above 0 every 96. */
  @Test
  void periodsAreThoseOfTheFieldProgrammableGateArray() {
    assertThat(spikes(4.5, 300)).containsExactly(30, 60, 90, 120, 150, 180);
    assertThat(spikes(2.781, 300)).containsExactly(30, 60, 90, 120, 150, 180);
    // 1 + 19 * 2.069 / 3.85 = 11.2107; 600 / 11.2107 = 53.5
    assertThat(spikes(1, 300)).containsExactly(54, 108, 162);
    // 1 + 19 * 1.070 / 3.85 = 6.2805; 600 / 6.2805 = 95.5
    assertThat(spikes(0.001, 300)).containsExactly(96, 192);
    assertThat(spikes(0, 300)).isEmpty();
    assertThat(spikes(-0.5, 300)).isEmpty();
  }

  @Test
  void theLastStepFiresToo() {
    assertThat(spikes(3, 300, "steps=90")).containsExactly(30, 60, 90);
    assertThat(spikes(3, 300, "steps=89")).containsExactly(30, 60);
  }

  @Test
  void anImageTakesThePlaceOfTheOneBefore() {
    EncoderRun run = EncoderRun.of(new PeriodicEncoder(), 2);
    run.tick(0, 3);
    for (int t = 1; t < 20; t++) {
      run.tick();
    }
    run.tick(1, 3);
    for (int t = 1; t < 30; t++) {
      assertThat(run.tick()).isEmpty();
    }
    assertThat(run.tick().keySet()).containsExactly(1);
  }

  @Test
  void anEmptyRangeIsRefused() {
    assertThatThrownBy(() -> EncoderRun.of(new PeriodicEncoder(), 1, "low=3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("periodic: low 3.0 is not below high 2.781; change one of them");
  }

  /** Ticks after the image in which a value fires. */
  private static List<Integer> spikes(double value, int ticks, String... given) {
    EncoderRun run = EncoderRun.of(new PeriodicEncoder(), 1, given);
    List<Integer> fired = new ArrayList<>();
    assertThat(run.tick(0, value)).isEmpty();
    for (int t = 1; t < ticks; t++) {
      if (!run.tick().isEmpty()) {
        fired.add(t);
      }
    }
    assertThat(run.encoding.quiet(run.state)).isTrue();
    return fired;
  }
}
