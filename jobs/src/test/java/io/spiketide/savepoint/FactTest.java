package io.spiketide.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.savepoint.Fact.Events;
import io.spiketide.savepoint.Fact.Values;
import io.spiketide.savepoint.Fact.Word;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FactTest {
  private static final int FIRST = 100;

  @Test
  void valuesAreComparedBitForBit() {
    assertThat(values(1, Double.NaN, -0.0).differenceTo(values(1, Double.NaN, -0.0))).isNull();
    assertThat(values(0.0).differenceTo(values(-0.0)))
        .isEqualTo(
            new Difference("v", null, null, new Difference.Deviation(1, 1, 0, FIRST, 0.0, -0.0)));
  }

  @Test
  void howManyValuesDifferHowFarAndFromWhichNeuronOn() {
    assertThat(values(1, 2, 3, 4).differenceTo(values(1, 2.5, 3, 1)))
        .isEqualTo(
            new Difference("v", null, null, new Difference.Deviation(2, 4, 3, FIRST + 1, 2, 2.5)));
    assertThat(values(1, 2).differenceTo(values(Double.NaN, 9)))
        .extracting(d -> d.values().largest())
        .isEqualTo(Double.NaN);
  }

  @Test
  void theNeuronIsThatOfTheFirstRowWithAnotherValue() {
    Values a = new Values("v", new double[][] {{1, 2}, {3, 4}}, FIRST);
    Values b = new Values("v", new double[][] {{1, 2}, {3, 7}}, FIRST);
    assertThat(a.differenceTo(b))
        .isEqualTo(
            new Difference("v", null, null, new Difference.Deviation(1, 4, 3, FIRST + 1, 4, 7)));
  }

  @Test
  void asManyValuesAsTheOtherHasIsADifferenceOfItsOwn() {
    assertThat(values(1, 2).differenceTo(values(1)))
        .isEqualTo(
            new Difference(
                "v",
                "2 values, min 1.0, mean 1.5, max 2.0",
                "1 value, min 1.0, mean 1.0, max 1.0",
                null));
    assertThat(values().differenceTo(values())).isNull();
  }

  @Test
  void eventsAreShownFromTheFirstThatTheOtherHasNot() {
    Events a = spikes(new long[] {7, 8, 9}, 1, 2, 3);
    assertThat(a.differenceTo(spikes(new long[] {7, 8, 9}, 1, 2, 3))).isNull();
    assertThat(a.differenceTo(spikes(new long[] {7, 8}, 1, 5)))
        .isEqualTo(
            new Difference("in flight", "3 spikes: … 2 at 8, 3 at 9", "2 spikes: … 5 at 8", null));
    assertThat(a.differenceTo(spikes(new long[0])))
        .isEqualTo(
            new Difference("in flight", "3 spikes: 1 at 7, 2 at 8, 3 at 9", "no spikes", null));
  }

  @Test
  void wordsAreComparedAsTheyAre() {
    assertThat(new Word("tick", "1").differenceTo(new Word("tick", "1"))).isNull();
    assertThat(new Word("tick", "1").differenceTo(new Word("tick", "2")))
        .isEqualTo(new Difference("tick", "1", "2", null));
  }

  private static Values values(double... row) {
    return new Values("v", new double[][] {row}, FIRST);
  }

  private static Events spikes(long[] ticks, int... neurons) {
    double[] counts = new double[neurons.length];
    Arrays.fill(counts, 1);
    return new Events("in flight", Events.Kind.SPIKES, ticks, neurons, counts);
  }
}
