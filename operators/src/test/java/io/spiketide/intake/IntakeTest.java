package io.spiketide.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.kernel.Mark;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import io.spiketide.testing.TestSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order in which events and marks leave the intake does not show in which order they came. */
class IntakeTest {

  @Test
  void eventsOfATickComeBySourceAndThenInTheSourcesOwnOrder() {
    Gate gate = Gate.of(3, null);
    gate.admit(new TestSource("b", "in").addressed(9000, new int[] {5, 4}, 1500, 1200));
    gate.admit(new TestSource("c", "in").addressed(9000, new int[] {7}, 1000));
    gate.admit(new TestSource("a", "in").addressed(9000, new int[] {9, 1, 8}, 1900, 2000, 1100));

    assertThat(gate.take(0, 1)).containsExactly(9, 8, 5, 4, 7);
    assertThat(gate.take(0, 2)).containsExactly(1);
  }

  @Test
  void eventsOfAnInputStayWithTheirInput() {
    Gate gate = Gate.ofTwoInputs();
    gate.admit(new TestSource("x", "b").addressed(9000, new int[] {1}, 1000));
    gate.admit(new TestSource("x", "a").addressed(9000, new int[] {2}, 1000));

    assertThat(gate.intake.nextTick()).isEqualTo(1);
    assertThat(gate.take(1, 1)).containsExactly(1);
    assertThat(gate.take(0, 1)).containsExactly(2);
    assertThat(gate.intake.nextTick()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void marksComeByTickThenSourceThenTheSourcesOwnOrder() {
    List<String> expected = null;
    Random random = new Random(1);
    for (int shuffle = 0; shuffle < 20; shuffle++) {
      Gate gate = Gate.of(3, null);
      List<SensorPacket> packets = new ArrayList<>();
      for (String name : List.of("a", "b", "c")) {
        packets.add(
            new TestSource(name, "in")
                .marked(
                    9000,
                    EpisodeMark.start(3000, name + 3, ""),
                    EpisodeMark.start(1000, name + 1, ""),
                    EpisodeMark.start(1500, name + 2, "")));
      }
      Collections.shuffle(packets, random);
      packets.forEach(gate::admit);
      List<String> ids = gate.intake.marks.stream().map(m -> m.mark().id()).toList();
      expected = expected == null ? ids : expected;
      assertThat(ids).isEqualTo(expected);
    }
    assertThat(expected).containsExactly("a1", "a2", "b1", "b2", "c1", "c2", "a3", "b3", "c3");
  }

  @Test
  void anEndWaitsWhileASourceThatGoesFirstMayStillSendOneOfTheSameTick() {
    Gate gate = Gate.of(2, null);
    TestSource a = new TestSource("a", "in");
    TestSource b = new TestSource("b", "in");
    gate.admit(a.heartbeat(5000));
    gate.admit(b.marked(5000, EpisodeMark.end(5000, "of b")));
    assertThat(gate.safeTick()).isEqualTo(5);
    assertThat(gate.intake.takeMark(5, false)).isNull();

    gate.admit(a.marked(5000, EpisodeMark.end(5000, "of a")));
    assertThat(gate.intake.takeMark(5, false)).isEqualTo(new Mark(5, false, "of a", ""));
    assertThat(gate.intake.takeMark(5, false)).isNull();

    gate.admit(a.heartbeat(5001));
    assertThat(gate.intake.takeMark(5, false)).isEqualTo(new Mark(5, false, "of b", ""));
  }

  @Test
  void anEndOfTheSourceThatGoesFirstWaitsForNobody() {
    Gate gate = Gate.of(2, null);
    gate.admit(new TestSource("a", "in").marked(5000, EpisodeMark.end(5000, "of a")));
    gate.admit(new TestSource("b", "in").heartbeat(5000));
    assertThat(gate.intake.takeMark(5, false)).isEqualTo(new Mark(5, false, "of a", ""));
  }

  @Test
  void aCopySharesNothing() {
    Gate gate = Gate.of(1, null);
    TestSource cam = new TestSource("cam", "in");
    gate.admit(cam.packet(3000, new int[] {4}, List.of(EpisodeMark.start(1000, "m", "")), 2000));
    Intake copy = gate.intake.copy();

    gate.take(0, 2);
    gate.intake.takeMark(1, true);
    gate.admit(cam.promising(9000, 8000));

    assertThat(copy.nextTick()).isEqualTo(1);
    assertThat(copy.marks).hasSize(1);
    assertThat(copy.channels.get(0).frontier).isEqualTo(3000);
    assertThat(copy.channels.get(0).nextSequence).isEqualTo(1);
    assertThat(copy.channels.get(0).waiting.size()).isEqualTo(1);
    assertThat(copy.channels.get(0)).isNotSameAs(gate.channel());
  }
}
