package io.spiketide.connector.kafka;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * A transaction that the brokers ended before its checkpoint was complete. Nothing is lost: the job
 * goes back to the checkpoint before. What Kafka said is kept as suppressed, so that the innermost
 * cause is the message with the mend.
 */
public class TransactionFault extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private static final List<Class<? extends Throwable>> ENDED =
      List.of(
          ProducerFencedException.class,
          InvalidProducerEpochException.class,
          InvalidTxnStateException.class);

  TransactionFault(String message) {
    super(message);
  }

  /** Whether a failure says that the brokers have ended the transaction. */
  static boolean endedByBroker(Throwable failure) {
    return ENDED.stream().anyMatch(kind -> ExceptionUtils.findThrowable(failure, kind).isPresent());
  }

  static TransactionFault timedOut(Transactions transactions, Duration age) {
    return new TransactionFault(
        where(transactions)
            + "a transaction has been open for "
            + inSeconds(age)
            + " without a complete checkpoint, and brokers abort those older than "
            + inSeconds(transactions.timeout())
            + "; the job goes back to its last checkpoint and nothing is lost. Checkpoint more"
            + " often (execution.checkpointing.interval), or allow transactions more time"
            + " (spiketide.decisions.transaction-timeout, up to transaction.max.timeout.ms of the"
            + " brokers)");
  }

  static TransactionFault fenced(Transactions transactions) {
    return new TransactionFault(
        where(transactions)
            + "somebody else has ended a transaction of this job; the job goes back to its last"
            + " checkpoint and nothing is lost. If that repeats, a second job uses the same"
            + " transactional ids: stop it, or give each job a"
            + " spiketide.decisions.transactional-id-prefix of its own");
  }

  static String where(Transactions transactions) {
    return "transactional ids " + transactions.idPrefix() + "-*: ";
  }

  static String inSeconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
