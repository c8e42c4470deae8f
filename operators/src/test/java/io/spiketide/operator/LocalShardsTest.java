package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.record.RawRecord;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LocalShardsTest {
  private final LocalShards shards = new LocalShards(UUID.randomUUID().toString(), 2);
  private final LocalShards copy = new LocalShards(shards.job(), 2);
  private final LocalShards other = new LocalShards(UUID.randomUUID().toString(), 2);

  @Test
  void allAreHereWhenEverySubtaskOfEveryStageIs() {
    shards.enter(0, 0, 2, hearer());
    shards.enter(0, 1, 2, hearer());
    assertThat(copy.areAll()).as("the second stage is missing").isFalse();
    shards.enter(1, 1, 2, hearer());
    assertThat(copy.areAll()).as("one of its subtasks is").isFalse();
    Consumer<RawRecord> last = hearer();
    shards.enter(1, 0, 2, last);
    assertThat(copy.areAll()).isTrue();
    assertThat(other.areAll()).isFalse();
    shards.leave(1, 0, last);
    assertThat(copy.areAll()).isFalse();
  }

  @Test
  void copiesFindEachOthersSubtasksAndOtherJobsDoNot() {
    Consumer<RawRecord> hearer = hearer();
    shards.enter(0, 1, 3, hearer);
    assertThat(copy.subtask(0, 1)).isSameAs(hearer);
    assertThat(copy.parallelism(0)).isEqualTo(3);
    assertThat(copy.subtask(0, 0)).isNull();
    assertThat(copy.subtask(1, 1)).isNull();
    assertThat(other.subtask(0, 1)).isNull();
    shards.leave(0, 1, hearer);
    assertThat(copy.subtask(0, 1)).isNull();
    assertThat(copy.parallelism(0)).isZero();
  }

  @Test
  void anEarlierAttemptThatLeavesLateTakesNothingAway() {
    Consumer<RawRecord> earlier = hearer();
    Consumer<RawRecord> later = hearer();
    shards.enter(0, 0, 1, earlier);
    shards.enter(0, 0, 1, later);
    shards.leave(0, 0, earlier);
    assertThat(copy.subtask(0, 0)).isSameAs(later);
  }

  @Test
  void anotherParallelismIsAnotherAttempt() {
    shards.enter(0, 0, 2, hearer());
    shards.enter(0, 1, 2, hearer());
    Consumer<RawRecord> later = hearer();
    shards.enter(0, 0, 1, later);
    assertThat(copy.parallelism(0)).isEqualTo(1);
    assertThat(copy.subtask(0, 0)).isSameAs(later);
    assertThat(copy.subtask(0, 1)).isNull();
  }

  private static Consumer<RawRecord> hearer() {
    return new Consumer<>() {
      @Override
      public void accept(RawRecord record) {}
    };
  }
}
