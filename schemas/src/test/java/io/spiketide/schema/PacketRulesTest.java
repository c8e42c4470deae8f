package io.spiketide.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketRulesTest {
  @Test
  void arraysAreComparedByContent() {
    assertThat(late(new int[] {1, 2})).isEqualTo(late(new int[] {1, 2}));
    assertThat(late(new int[] {1, 2})).hasSameHashCodeAs(late(new int[] {1, 2}));
    assertThat(late(new int[] {1, 2})).isNotEqualTo(late(new int[] {1, 3}));
  }

  @Test
  void textShowsTheArrays() {
    assertThat(late(new int[] {1, 2}))
        .hasToString(
            "LateEvents[network=net, instance=i, source=s, input=, epoch=0, sequence=1, frontier=2,"
                + " time=3, timeOffsets=[1, 2], addresses=[0, 0], values=[], topic=t, partition=4,"
                + " offset=5]");
  }

  @Test
  void aRecordingHoldsOneValuePerSampleAndNeuron() {
    assertThat(recording(10, 4, 6).values()).hasSize(6);
    assertThatThrownBy(() -> recording(10, 4, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("values hold 5 items, not 3 samples of 2 neurons");
  }

  @Test
  void aWinnerIsOneOfTheOutputs() {
    assertThatThrownBy(() -> decision(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("winner 3 is none of 3 outputs");
    assertThat(decision(-1).winner()).isEqualTo(-1);
  }

  @Test
  void everyReasonIsListed() {
    List<String> reasons =
        Arrays.stream(DeadLetterReason.class.getFields())
            .filter(field -> field.getType() == String.class)
            .map(PacketRulesTest::constant)
            .toList();
    assertThat(DeadLetterReason.ALL).containsExactlyElementsOf(reasons).doesNotHaveDuplicates();
  }

  private static String constant(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static LateEvents late(int[] timeOffsets) {
    return new LateEvents(
        "net", "i", "s", "", 0, 1, 2, 3, timeOffsets, new int[2], new float[0], "t", 4, 5);
  }

  private static StateRecording recording(int ticks, int everyTicks, int values) {
    return new StateRecording(
        "net", "i", "p", "v", 0, 0, 0, ticks, everyTicks, new int[2], new double[values], 0, 1);
  }

  private static Decision decision(int winner) {
    return new Decision("net", "i", "r", 0, 0, 0, "", "", 0, 1, 1000, winner, "", new double[3]);
  }
}
