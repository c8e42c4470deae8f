package io.spiketide.connector.kafka;

import java.io.IOException;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Flink's transactional sink, which loses no transaction silently.
 *
 * <p>Flink's committer logs a transaction that the brokers have aborted and goes on without its
 * records. Here a transaction that is older than its timeout is not handed to a checkpoint, so that
 * the job replays it; and one that was aborted between its checkpoint and its commit is said, with
 * the mend, and ends the job unless the user wants otherwise.
 *
 * <p>State and committables are Flink's own, so that a job may change between this sink and that
 * one.
 */
final class TransactionalSink<T>
    implements Sink<T>,
        SupportsWriterState<T, KafkaWriterState>,
        SupportsCommitter<KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  @Serial private static final long serialVersionUID = 1L;

  private final KafkaSink<T> sink;
  private final ClientProperties client;
  private final Transactions transactions;

  TransactionalSink(KafkaSink<T> sink, ClientProperties client, Transactions transactions) {
    this.sink = sink;
    this.client = client;
    this.transactions = transactions;
  }

  @Override
  public TransactionalWriter<T> createWriter(WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public TransactionalWriter<T> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
    TransactionAge age = new TransactionAge(transactions, System::nanoTime);
    try {
      return new TransactionalWriter<>(
          sink.restoreWriter(new TransactionalContext(context, age), state), age);
    } catch (IllegalStateException e) {
      throw twice(e);
    }
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    try {
      return new TransactionalCommitter(sink.createCommitter(context), client, transactions);
    } catch (IllegalStateException e) {
      throw twice(e);
    }
  }

  /** Within one process Flink itself sees that two jobs have the same ids. */
  private IOException twice(IllegalStateException failure) throws IllegalStateException {
    if (!String.valueOf(failure.getMessage()).contains("duplicate transactionalIdPrefix")) {
      throw failure;
    }
    TransactionFault fault = TransactionFault.fenced(transactions);
    fault.addSuppressed(failure);
    return fault;
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  /** Flink keeps writer and committer together. */
  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
    sink.addPostCommitTopology(committables);
  }
}
