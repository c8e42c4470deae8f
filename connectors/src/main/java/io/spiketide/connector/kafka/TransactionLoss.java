package io.spiketide.connector.kafka;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A transaction that was aborted after its checkpoint was complete: readers of committed records
 * never see it. A restart goes back to that very checkpoint and cannot mend it, so the job ends.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class TransactionLoss extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  TransactionLoss(Transactions transactions, String transactionalId, Throwable reason) {
    super(message(transactions, transactionalId));
    addSuppressed(reason);
  }

  static String message(Transactions transactions, String transactionalId) {
    return TransactionFault.where(transactions)
        + "the transaction "
        + transactionalId
        + " was aborted before it could be committed, because the time between its first record and"
        + " its commit was longer than its timeout ("
        + TransactionFault.inSeconds(transactions.timeout())
        + "), or because another job uses the same ids or they were aborted by hand; its decisions"
        + " are missing for readers of committed records. Start again from the checkpoint before"
        + " that one and let readers drop what they have by sequence, or go on without them by -D"
        + " spiketide.decisions.on-lost-transaction=continue; then allow transactions more time by"
        + " spiketide.decisions.transaction-timeout";
  }
}
