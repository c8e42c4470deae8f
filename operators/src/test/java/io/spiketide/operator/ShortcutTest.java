package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.record.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShortcutTest {
  private final Shortcut shortcut = new Shortcut(UUID.randomUUID().toString());
  private final Shortcut copy = new Shortcut(shortcut.job());
  private final Shortcut ofAnotherJob = new Shortcut(UUID.randomUUID().toString());
  private final RawRecord record = Shortcut.record("spikes", 7, new byte[] {1}, new byte[] {2});

  @Test
  void copiesLeadToTheSameEndsAndOtherJobsDoNot() {
    Taker end = new Taker(0);
    shortcut.open(end);
    assertThat(copy.send(3, record)).isTrue();
    assertThat(ofAnotherJob.send(3, record)).isFalse();
    assertThat(end.taken).containsExactly(record);
    copy.close(end);
    assertThat(shortcut.send(3, record)).isFalse();
  }

  @Test
  void whatComesFromOneSubtaskGoesToOneEnd() {
    List<Taker> ends = List.of(new Taker(2), new Taker(0), new Taker(1));
    ends.forEach(shortcut::open);
    for (int time = 0; time < 4; time++) {
      for (int from = 0; from < 6; from++) {
        assertThat(copy.send(from, record)).isTrue();
      }
    }
    assertThat(ends).allSatisfy(end -> assertThat(end.taken).hasSize(8));
    ends.get(0).taken.clear();
    copy.send(5, record);
    assertThat(ends.get(0).taken).as("of subtask 2, as long as there are three").hasSize(1);
    ends.forEach(shortcut::close);
  }

  /** As when a job restarts and its old tasks are closed late. */
  @Test
  void anEndThatClosesLeavesItsSuccessorOpen() {
    Taker old = new Taker(0);
    Taker successor = new Taker(0);
    shortcut.open(old);
    shortcut.open(successor);
    shortcut.close(old);
    shortcut.close(old);
    assertThat(shortcut.send(0, record)).isTrue();
    assertThat(successor.taken).containsExactly(record);
    shortcut.close(successor);
  }

  @Test
  void itsRecordsAreKnownFromThoseOfTheTopic() {
    assertThat(Shortcut.brought(record)).isTrue();
    assertThat(Shortcut.brought(new RawRecord("spikes", 0, 0, 7, new byte[0], new byte[0])))
        .isFalse();
  }

  private record Taker(int subtask, List<RawRecord> taken) implements Shortcut.End {
    Taker(int subtask) {
      this(subtask, new ArrayList<>());
    }

    @Override
    public boolean offer(RawRecord record) {
      return taken.add(record);
    }
  }
}
