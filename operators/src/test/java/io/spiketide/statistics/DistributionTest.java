package io.spiketide.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistributionTest {
  private final Distribution four = Distribution.of(4, 1, 3, 2);

  @Test
  void figuresAreThoseOfTheTextbook() {
    assertThat(four.size()).isEqualTo(4);
    assertThat(four.mean()).isEqualTo(2.5);
    assertThat(four.deviation()).isCloseTo(Math.sqrt(1.25), within(1e-15));
    assertThat(four.min()).isEqualTo(1);
    assertThat(four.max()).isEqualTo(4);
    assertThat(four.quantile(0.5)).isEqualTo(2.5);
    assertThat(four.quantile(1.0 / 3)).isEqualTo(2);
  }

  @Test
  void everyNumberOfTheRangeFallsIntoOneInterval() {
    assertThat(four.counts(1, 4, 3)).containsExactly(1, 1, 2);
    assertThat(four.counts(0, 8, 2)).containsExactly(3, 1);
    assertThat(four.counts(1.5, 3.5, 1)).containsExactly(2);
  }

  @Test
  void noneHasNoFiguresAndNaNIsRefused() {
    Distribution none = Distribution.of();
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.mean()).isNaN();
    assertThat(none.deviation()).isNaN();
    assertThat(none.min()).isNaN();
    assertThat(none.counts(0, 1, 2)).containsExactly(0, 0);
    assertThatThrownBy(() -> Distribution.of(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> four.quantile(1.5)).hasMessage("fraction 1.5 is outside 0..1");
    assertThatThrownBy(() -> four.counts(1, 1, 5)).isInstanceOf(IllegalArgumentException.class);
  }
}
