package io.spiketide.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;

class UnhurriedReaderTest {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Queue queue = new Queue();
  private final List<Integer> given = new ArrayList<>();
  private boolean leisure = true;
  private long nanos = Long.MAX_VALUE - 1; // clocks of this kind overflow
  private final UnhurriedReader<Integer, SourceSplit> reader =
      new UnhurriedReader<>(queue, () -> leisure, PAUSE, () -> nanos);

  @Test
  void itReadsAllThatIsThereAndThenPauses() throws Exception {
    queue.put(1, 2);
    assertThat(read()).containsExactly(1, 2);
    queue.put(3);
    assertThat(read()).isEmpty();
    nanos += PAUSE.toNanos() - 1;
    assertThat(read()).isEmpty();
    nanos++;
    assertThat(read()).containsExactly(3);
  }

  @Test
  void itDoesNotPauseWhereSomebodyWaits() throws Exception {
    queue.put(1);
    assertThat(read()).containsExactly(1);
    queue.put(2);
    leisure = false;
    assertThat(reader.isAvailable()).isCompleted();
    assertThat(read()).containsExactly(2);
  }

  @Test
  void nothingWakesAsLongAsNothingComes() throws Exception {
    assertThat(read()).isEmpty();
    CompletableFuture<Void> available = reader.isAvailable();
    nanos += 2 * PAUSE.toNanos();
    assertThat(available).isNotDone();
    assertThat(reader.isAvailable()).as("asked again").isSameAs(available);
    queue.put(1);
    available.get(1, TimeUnit.MINUTES);
    assertThat(read()).containsExactly(1);
  }

  @Test
  void theRestOfAPauseIsWaitedFor() throws Exception {
    assertThat(read()).isEmpty();
    nanos += PAUSE.toNanos() / 2;
    CompletableFuture<Void> available = reader.isAvailable();
    queue.put(1);
    available.get(1, TimeUnit.MINUTES); // by the wall clock
    assertThat(read()).as("by this one, which stands").isEmpty();
    nanos += PAUSE.toNanos();
    assertThat(read()).containsExactly(1);
  }

  /** All that the reader gives now. */
  private List<Integer> read() throws Exception {
    given.clear();
    while (reader.pollNext(new ListOutput(given)) != InputStatus.NOTHING_AVAILABLE) {}
    return given;
  }

  private record ListOutput(List<Integer> list) implements ReaderOutput<Integer> {
    @Override
    public void collect(Integer number) {
      list.add(number);
    }

    @Override
    public void collect(Integer number, long timestamp) {
      list.add(number);
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<Integer> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }

  /** Numbers in memory. */
  private static final class Queue implements SourceReader<Integer, SourceSplit> {
    private final Deque<Integer> numbers = new ArrayDeque<>();
    private CompletableFuture<Void> come = new CompletableFuture<>();

    void put(int... more) {
      for (int number : more) {
        numbers.add(number);
      }
      come.complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Integer> output) {
      Integer number = numbers.poll();
      if (number == null) {
        come = new CompletableFuture<>();
        return InputStatus.NOTHING_AVAILABLE;
      }
      output.collect(number);
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return come;
    }

    @Override
    public void start() {}

    @Override
    public List<SourceSplit> snapshotState(long checkpoint) {
      return List.of();
    }

    @Override
    public void addSplits(List<SourceSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }
}
