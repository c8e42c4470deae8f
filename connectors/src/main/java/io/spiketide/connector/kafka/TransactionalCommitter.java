package io.spiketide.connector.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's committer, which says when a transaction is lost.
 *
 * <p>A job that fails between a commit and its next checkpoint commits that transaction again. The
 * brokers raise the epoch of a producer with each commit, so they refuse the repetition as they
 * refuse one that was aborted: with a fenced producer. Which of the two it is, they are asked.
 */
final class TransactionalCommitter implements Committer<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionalCommitter.class);

  private final Committer<KafkaCommittable> committer;
  private final ClientProperties client;
  private final Transactions transactions;

  TransactionalCommitter(
      Committer<KafkaCommittable> committer, ClientProperties client, Transactions transactions) {
    this.committer = committer;
    this.client = client;
    this.transactions = transactions;
  }

  /** Commits all that can be, and only then says what could not. */
  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<TransactionLoss> losses = new ArrayList<>();
    committer.commit(
        requests.stream()
            .map(request -> (CommitRequest<KafkaCommittable>) new WatchedRequest(request, losses))
            .toList());
    for (TransactionLoss loss : losses) {
      if (transactions.onLoss() == Transactions.OnLoss.FAIL) {
        throw loss;
      }
      LOG.error(loss.getMessage());
    }
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  /** A request whose failure is remembered. */
  private final class WatchedRequest implements CommitRequest<KafkaCommittable> {
    private final CommitRequest<KafkaCommittable> request;
    private final List<TransactionLoss> losses;

    WatchedRequest(CommitRequest<KafkaCommittable> request, List<TransactionLoss> losses) {
      this.request = request;
      this.losses = losses;
    }

    /** What Flink's committer calls a known reason, it would only log. */
    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      KafkaCommittable committable = getCommittable();
      if (wasCommitted(committable)) {
        request.signalAlreadyCommitted();
        return;
      }
      losses.add(new TransactionLoss(transactions, committable.getTransactionalId(), reason));
      request.signalFailedWithKnownReason(reason);
    }

    /** A broker that does not say lets the job fail and ask again after its restart. */
    private boolean wasCommitted(KafkaCommittable committable) {
      try (TransactionAdmin admin = TransactionAdmin.connect(client)) {
        return admin.wasCommitted(committable.getTransactionalId(), committable.getProducerId());
      }
    }

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      request.signalFailedWithUnknownReason(reason);
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
