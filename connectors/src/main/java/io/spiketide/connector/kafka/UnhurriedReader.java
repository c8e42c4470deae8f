package io.spiketide.connector.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/** A reader that pauses after it has read all that was there, as long as there is time. */
final class UnhurriedReader<T, S extends SourceSplit> implements SourceReader<T, S> {
  private final SourceReader<T, S> reader;
  private final BooleanSupplier leisure;
  private final long pauseNanos;
  private final LongSupplier clock;
  private long pausedUntil;
  private CompletableFuture<Void> available = CompletableFuture.completedFuture(null);

  /**
   * @param clock ns since any moment
   */
  UnhurriedReader(
      SourceReader<T, S> reader, BooleanSupplier leisure, Duration pause, LongSupplier clock) {
    this.reader = reader;
    this.leisure = leisure;
    this.pauseNanos = pause.toNanos();
    this.clock = clock;
    pausedUntil = clock.getAsLong();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    if (!leisure.getAsBoolean()) {
      return reader.pollNext(output);
    }
    if (leftNanos() > 0) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    InputStatus status = reader.pollNext(output);
    if (status == InputStatus.NOTHING_AVAILABLE) {
      pausedUntil = clock.getAsLong() + pauseNanos;
    }
    return status;
  }

  private long leftNanos() {
    return pausedUntil - clock.getAsLong();
  }

  /** Nothing wakes where nothing comes: the rest of a pause is waited for after a record has. */
  @Override
  public CompletableFuture<Void> isAvailable() {
    if (available.isDone()) {
      CompletableFuture<Void> come = reader.isAvailable();
      available =
          leftNanos() > 0 && leisure.getAsBoolean() ? come.thenCompose(c -> restOfPause()) : come;
    }
    return available;
  }

  private CompletableFuture<Void> restOfPause() {
    Executor later =
        CompletableFuture.delayedExecutor(
            Math.max(0, leftNanos()), TimeUnit.NANOSECONDS, Runnable::run);
    return CompletableFuture.runAsync(() -> {}, later);
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public List<S> snapshotState(long checkpoint) {
    return reader.snapshotState(checkpoint);
  }

  @Override
  public void addSplits(List<S> splits) {
    reader.addSplits(splits);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    reader.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    reader.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    reader.pauseOrResumeSplits(splitsToPause, splitsToResume);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }
}
