package io.spiketide.operator;

import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * A stage whose shards hear each other by the {@link Shortcut}: what it holds back from the topic,
 * to send it together, goes there before a checkpoint, and {@value #LONGEST_HOLD_MILLIS} ms later
 * in any case.
 */
final class ShardOperator extends KeyedProcessOperator<String, RawRecord, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_HOLD_MILLIS = 20;

  private transient TimestampedCollector<OutboundRecord> topic;
  private transient boolean willRelease;

  ShardOperator(StageOperator operator) {
    super(operator);
  }

  private StageOperator operator() {
    return (StageOperator) userFunction;
  }

  @Override
  public void open() throws Exception {
    super.open();
    topic = new TimestampedCollector<>(output);
  }

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
}
