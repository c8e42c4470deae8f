package io.spiketide.operator;

import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * A stage whose shards are handed spikes by others in this process. It takes them in between the
 * records that come through Flink, on the task's own thread; and it sees to it that no spikes are
 * held back for longer than {@value #LONGEST_HOLD_MILLIS} ms, or beyond a checkpoint.
 */
public final class ShardOperator extends KeyedProcessOperator<String, RawRecord, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  /** Packets that wait at most; what is handed over beyond comes through the topic alone. */
  static final int ROOM = 10_000;

  private static final int LONGEST_HOLD_MILLIS = 20;

  private final int stage;
  private final LocalShards local;
  private transient AtomicInteger waiting;
  private transient Consumer<RawRecord> hears;
  private transient TimestampedCollector<OutboundRecord> topic;
  private transient @Nullable MailboxExecutor mailbox;
  private transient boolean willRelease;

  /**
   * @param stage index of the stage
   */
  public ShardOperator(StageOperator operator, int stage, LocalShards local) {
    super(operator);
    this.stage = stage;
    this.local = local;
  }

  @Override
  public void setMailboxExecutor(MailboxExecutor executor) {
    super.setMailboxExecutor(executor);
    mailbox = executor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    topic = new TimestampedCollector<>(output);
    waiting = new AtomicInteger();
    MailboxExecutor ours = Objects.requireNonNull(mailbox);
    hears = record -> put(ours, record);
    TaskInfo task = getRuntimeContext().getTaskInfo();
    local.enter(stage, task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks(), hears);
  }

  private StageOperator operator() {
    return (StageOperator) userFunction;
  }

  // ---- what others have fired

  /** On the thread of whoever fired it. */
  private void put(MailboxExecutor ours, RawRecord record) {
    if (waiting.incrementAndGet() > ROOM) {
      waiting.decrementAndGet();
      return;
    }
    try {
      ours.execute(() -> take(record), "spikes by hand");
    } catch (RejectedExecutionException e) {
      waiting.decrementAndGet(); // the task is about to end
    }
  }

  private void take(RawRecord record) throws Exception {
    waiting.decrementAndGet();
    StreamRecord<RawRecord> element = new StreamRecord<>(record);
    setKeyContextElement1(element);
    processElement(element);
  }

  // ---- what these have fired

  @Override
  public void processElement(StreamRecord<RawRecord> element) throws Exception {
    super.processElement(element);
    if (!willRelease && operator().holds()) {
      willRelease = true;
      long now = getProcessingTimeService().getCurrentProcessingTime();
      getProcessingTimeService().registerTimer(now + LONGEST_HOLD_MILLIS, time -> release());
    }
  }

  private void release() {
    willRelease = false;
    operator().release(topic);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    operator().release(topic);
    super.prepareSnapshotPreBarrier(checkpoint);
  }

  @Override
  public void finish() throws Exception {
    operator().release(topic);
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (hears != null) {
      local.leave(stage, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), hears);
    }
    super.close();
  }
}
