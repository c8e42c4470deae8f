package io.spiketide.operator;

import io.spiketide.schema.record.RawRecord;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic, and hands on what comes by the {@link Shortcut} in turn with it. What waits here
 * is part of no checkpoint: the topic has it, too.
 */
final class ShortcutReader<S extends SourceSplit>
    implements SourceReader<RawRecord, S>, Shortcut.End {
  /** Bytes that wait at most; what finds no room comes through the topic alone. */
  static final long ROOM = 64L << 20;

  /** What a record takes besides its key and its value, about. */
  private static final int OVERHEAD = 128;

  private final SourceReader<RawRecord, S> topic;
  private final Shortcut shortcut;
  private final int subtask;

  private final Queue<RawRecord> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private boolean topicsTurn;

  private volatile CompletableFuture<Void> available = CompletableFuture.completedFuture(null);
  private @Nullable CompletableFuture<Void> awaited;

  /**
   * @param subtask index of the source's subtask
   */
  ShortcutReader(SourceReader<RawRecord, S> topic, Shortcut shortcut, int subtask) {
    this.topic = topic;
    this.shortcut = shortcut;
    this.subtask = subtask;
  }

  // ---- on the threads of shards

  @Override
  public int subtask() {
    return subtask;
  }

  @Override
  public boolean offer(RawRecord record) {
    long bytes = bytes(record);
    if (waitingBytes.addAndGet(bytes) > ROOM) {
      waitingBytes.addAndGet(-bytes);
      return false;
    }
    waiting.add(record);
    available.complete(null);
    return true;
  }

  private static long bytes(RawRecord record) {
    byte[] key = record.key();
    return OVERHEAD + record.value().length + (key == null ? 0 : key.length);
  }

  // ---- on the thread of the source

  @Override
  public void start() {
    topic.start();
    shortcut.open(this);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
    topicsTurn = !topicsTurn;
    RawRecord record = topicsTurn ? null : waiting.poll();
    if (record != null) {
      waitingBytes.addAndGet(-bytes(record));
      output.collect(record);
      return InputStatus.MORE_AVAILABLE;
    }
    InputStatus status = topic.pollNext(output);
    return status == InputStatus.NOTHING_AVAILABLE && !waiting.isEmpty()
        ? InputStatus.MORE_AVAILABLE
        : status;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (available.isDone()) {
      available = new CompletableFuture<>();
    }
    CompletableFuture<Void> come = topic.isAvailable();
    if (come != awaited) {
      awaited = come;
      come.whenComplete((nothing, fault) -> available.complete(null));
    }
    // after the future is in its place: neither a record nor the topic may slip through between
    if (come.isDone() || !waiting.isEmpty()) {
      available.complete(null);
    }
    return available;
  }

  @Override
  public List<S> snapshotState(long checkpoint) {
    return topic.snapshotState(checkpoint);
  }

  @Override
  public void addSplits(List<S> splits) {
    topic.addSplits(splits);
  }

  @Override
  public void notifyNoMoreSplits() {
    topic.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    topic.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    topic.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    topic.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    topic.pauseOrResumeSplits(splitsToPause, splitsToResume);
  }

  @Override
  public void close() throws Exception {
    shortcut.close(this);
    topic.close();
  }
}
