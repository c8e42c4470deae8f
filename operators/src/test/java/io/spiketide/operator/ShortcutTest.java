package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class ShortcutTest {
  private final Shortcut shortcut = new Shortcut(UUID.randomUUID().toString());
  private final Shortcut copy = new Shortcut(shortcut.job());
  private final Shortcut ofAnotherJob = new Shortcut(UUID.randomUUID().toString());
  private final OutboundRecord fired =
      new OutboundRecord("spikes", new byte[] {1}, new byte[] {2}, 7);
  private final RawRecord record =
      new RawRecord("spikes", -1, -1, 7, new byte[] {1}, new byte[] {2});
  private final SimpleCounter refusals = new SimpleCounter();

  @Test
  void copiesLeadToTheSameEndsAndOtherJobsDoNot() {
    Taker end = new Taker(0);
    shortcut.open(end);
    assertThat(send(copy, 3)).isTrue();
    assertThat(send(ofAnotherJob, 3)).isFalse();
    assertThat(end.taken).containsExactly(record);
    copy.close(end);
    assertThat(send(shortcut, 3)).isFalse();
  }

  @Test
  void whatComesFromOneSubtaskGoesToOneEnd() {
    List<Taker> ends = List.of(new Taker(2), new Taker(0), new Taker(1));
    ends.forEach(shortcut::open);
    for (int time = 0; time < 4; time++) {
      for (int from = 0; from < 6; from++) {
        assertThat(send(copy, from)).isTrue();
      }
    }
    assertThat(ends).allSatisfy(end -> assertThat(end.taken).hasSize(8));
    ends.get(0).taken.clear();
    send(copy, 5);
    assertThat(ends.get(0).taken).as("of subtask 2, as long as there are three").hasSize(1);
    ends.forEach(shortcut::close);
  }

  @Test
  void whatNobodyHearsIsNotSent() {
    Taker end = new Taker(0);
    shortcut.open(end);
    Shortcut.Entry entry = shortcut.entry(0, Set.of("heard"), refusals);
    assertThat(entry.send("published", fired)).isFalse();
    assertThat(end.taken).isEmpty();
    assertThat(refusals.getCount()).as("it was not to be").isZero();
    shortcut.close(end);
    assertThat(entry.send("heard", fired)).isFalse();
    assertThat(refusals.getCount()).isEqualTo(1);
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
    assertThat(send(shortcut, 0)).isTrue();
    assertThat(successor.taken).containsExactly(record);
    shortcut.close(successor);
  }

  @Test
  void itsRecordsAreKnownFromThoseOfTheTopic() {
    assertThat(Shortcut.brought(record)).isTrue();
    assertThat(Shortcut.brought(new RawRecord("spikes", 0, 0, 7, new byte[0], new byte[0])))
        .isFalse();
    assertThat(Shortcut.brought(new RawRecord("", -1, -1, 7, new byte[0], new byte[0])))
        .as("directly")
        .isFalse();
  }

  private boolean send(Shortcut by, int from) {
    return by.entry(from, Set.of("p"), refusals).send("p", fired);
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
