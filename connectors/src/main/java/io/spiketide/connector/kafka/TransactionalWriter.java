package io.spiketide.connector.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;

/** Flink's transactional writer, which refuses to hand over a transaction that is too old. */
final class TransactionalWriter<T>
    implements StatefulSinkWriter<T, KafkaWriterState>, CommittingSinkWriter<T, KafkaCommittable> {
  private final PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer;
  private final TransactionAge age;

  TransactionalWriter(
      PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer,
      TransactionAge age) {
    this.writer = writer;
    this.age = age;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    age.record();
    try {
      writer.write(element, context);
    } catch (IOException | RuntimeException e) {
      age.sayIfEnded(e);
      throw e;
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    try {
      writer.flush(endOfInput);
    } catch (IOException | RuntimeException e) {
      age.sayIfEnded(e);
      throw e;
    }
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    age.requireYoung();
    try {
      Collection<KafkaCommittable> committables = writer.prepareCommit();
      age.handedOver();
      return committables;
    } catch (RuntimeException e) {
      age.sayIfEnded(e);
      throw e;
    }
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
    return writer.snapshotState(checkpointId);
  }

  @Override
  public void close() throws Exception {
    writer.close();
  }
}
