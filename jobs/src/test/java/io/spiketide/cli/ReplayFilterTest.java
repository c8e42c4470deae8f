package io.spiketide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayFilterTest {
  private final ReplayFilter filter = new ReplayFilter();

  @Test
  void dropsRepeatsOfAChannelAndNothingElse() {
    assertThat(filter.isNew("a", 0, 0)).isTrue();
    assertThat(filter.isNew("a", 0, 1)).isTrue();
    assertThat(filter.isNew("b", 0, 0)).isTrue();
    assertThat(filter.isNew("a", 0, 0)).isFalse();
    assertThat(filter.isNew("a", 0, 1)).isFalse();
    assertThat(filter.isNew("a", 0, 2)).isTrue();
    assertThat(filter.repeats()).isEqualTo(2);
  }

  @Test
  void aNewEpochCountsFromZeroAgainAndTheOldOneIsOver() {
    filter.isNew("a", 0, 7);
    assertThat(filter.isNew("a", 1, 0)).isTrue();
    assertThat(filter.isNew("a", 0, 8)).isFalse();
  }
}
