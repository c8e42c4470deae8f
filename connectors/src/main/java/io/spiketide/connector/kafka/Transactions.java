package io.spiketide.connector.kafka;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a transactional sink names and keeps its transactions.
 *
 * @param idPrefix beginning of every transactional id; unique among all jobs on these brokers and
 *     the same after every restart of this one
 * @param timeout how long a transaction may be open before the brokers abort it; at most their
 *     {@code transaction.max.timeout.ms}
 * @param onLoss what to do when a transaction can no longer be committed
 */
public record Transactions(String idPrefix, Duration timeout, OnLoss onLoss)
    implements Serializable {
  /**
   * Brokers allow 15 min unless told otherwise, and Flink's own default of 1 h is refused by them.
   * An outage between a checkpoint and its commit may last so long.
   */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

  /** What becomes of a job whose transaction was aborted after its checkpoint was complete. */
  public enum OnLoss {
    /** The job fails for good, with the mend as its cause. */
    FAIL,
    /** The loss is logged and the job goes on: readers see a gap in the sequence numbers. */
    CONTINUE
  }

  public Transactions {
    if (idPrefix.isBlank()) {
      throw new KafkaFault("transactional id prefix: is empty; give one of this job alone");
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new KafkaFault(
          "transaction timeout: " + timeout.toMillis() + " ms is below 1 s; give more");
    }
  }

  /** Transactions of the default length whose loss ends the job. */
  public static Transactions named(String idPrefix) {
    return new Transactions(idPrefix, DEFAULT_TIMEOUT, OnLoss.FAIL);
  }
}
