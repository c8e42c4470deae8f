package io.spiketide.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Connectivity.Conv1d;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Connectivity.FixedProbability;
import io.spiketide.network.Connectivity.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTest {

  @ParameterizedTest
  @CsvSource({
    "28, 5, 1, 0, 1, 24",
    "28, 5, 1, 2, 1, 28",
    "34, 3, 2, 1, 1, 17",
    "10, 3, 1, 0, 4, 2",
    "9, 3, 1, 0, 4, 1",
    "5, 2, 3, 0, 1, 2"
  })
  void aWindowSlidesSoManyTimes(
      int length, int kernel, int stride, int padding, int dilation, int outputs) {
    assertThat(Geometry.slide(length, kernel, stride, padding, dilation)).isEqualTo(outputs);
  }

  @Test
  void hugeWindowsDoNotWrapAround() {
    assertThatThrownBy(() -> Geometry.slide(10, 1 << 20, 1, 0, 1 << 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not fit a length of 10");
    assertThat(Geometry.slide(1, 1, 1, Integer.MAX_VALUE, 1)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void listedWeightsAreCountedBeyondTheRangeOfIntegers() {
    Shape million = Shape.of(1_000_000);
    assertThat(Geometry.listedWeights(new AllToAll(true), million, million))
        .hasValue(1_000_000_000_000L);
    int most = Integer.MAX_VALUE;
    Conv2d huge =
        new Conv2d(most, new Pair(most, most), new Pair(1, 1), new Pair(0, 0), new Pair(1, 1), 1);
    assertThat(Geometry.listedWeights(huge, Shape.of(4, 9, 9), Shape.of(1)))
        .hasValue(Long.MAX_VALUE);
  }

  @Test
  void groupsShareTheSourceChannelsOfAKernel() {
    Conv1d conv = new Conv1d(6, 5, 1, 2, 1, 2);
    assertThat(Geometry.listedWeights(conv, Shape.of(4, 9), Shape.of(6, 9))).hasValue(60);
    assertThatThrownBy(() -> Geometry.targetShape(conv, Shape.of(3, 9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("conv1d: 3 source and 6 target channels do not divide into 2 groups");
  }

  @Test
  void drawnSynapsesHaveNoListedWeights() {
    assertThat(Geometry.listedWeights(new FixedProbability(1, true), Shape.of(2), Shape.of(2)))
        .isEmpty();
  }
}
