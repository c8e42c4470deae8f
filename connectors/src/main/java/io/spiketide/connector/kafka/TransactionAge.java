package io.spiketide.connector.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a writer's transaction has been open, and what that makes of its failures.
 *
 * <p>Counted from the first record by a clock that never steps. The broker counts from the arrival
 * of that record, so a transaction that is young enough here is so there.
 */
final class TransactionAge {
  private final Transactions transactions;
  private final LongSupplier nanoTime;
  private long firstRecordNanos;
  private boolean open;

  TransactionAge(Transactions transactions, LongSupplier nanoTime) {
    this.transactions = transactions;
    this.nanoTime = nanoTime;
  }

  /** A record is about to be written. */
  void record() {
    if (!open) {
      open = true;
      firstRecordNanos = nanoTime.getAsLong();
    }
  }

  /** The transaction is handed over, and the next one begins with the next record. */
  void handedOver() {
    open = false;
  }

  private Duration age() {
    return open ? Duration.ofNanos(nanoTime.getAsLong() - firstRecordNanos) : Duration.ZERO;
  }

  /**
   * Refuses a transaction that the brokers have aborted or are about to: its checkpoint must not
   * become complete, so that the records are written again.
   */
  void requireYoung() throws TransactionFault {
    if (age().compareTo(transactions.timeout()) >= 0) {
      throw TransactionFault.timedOut(transactions, age());
    }
  }

  /**
   * Says in words that the brokers ended the transaction, if that is what a failure means.
   *
   * @throws TransactionFault if so
   */
  void sayIfEnded(Exception failure) throws TransactionFault {
    if (!TransactionFault.endedByBroker(failure)) {
      return;
    }
    TransactionFault fault =
        age().compareTo(transactions.timeout()) >= 0
            ? TransactionFault.timedOut(transactions, age())
            : TransactionFault.fenced(transactions);
    fault.addSuppressed(failure);
    throw fault;
  }
}
