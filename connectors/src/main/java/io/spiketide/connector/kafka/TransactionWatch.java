package io.spiketide.connector.kafka;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells a live job from what a dead one left, by its transactional ids: a job takes a new one at
 * each checkpoint, even if it writes nothing.
 *
 * <p>Not seen: a job whose checkpoints are further apart than the time it is watched, and one that
 * is just being restarted.
 */
public final class TransactionWatch {
  private static final long PAUSE_MILLIS = 250;

  private final LongSupplier newestCheckpoint;
  private final long first;

  TransactionWatch(LongSupplier newestCheckpoint) {
    this.newestCheckpoint = newestCheckpoint;
    this.first = newestCheckpoint.getAsLong();
  }

  /** Begins to watch. */
  public static TransactionWatch of(TransactionAdmin admin, String idPrefix) {
    return new TransactionWatch(() -> admin.newestCheckpoint(idPrefix));
  }

  /**
   * Watches until a sign of life comes or the time is over; returns at once, with false, where the
   * brokers know no id at all.
   *
   * @throws KafkaFault if the brokers do not say
   */
  public boolean seesLife(Duration atMost) {
    if (first < 0) {
      return false;
    }
    long end = System.nanoTime() + atMost.toNanos();
    while (newestCheckpoint.getAsLong() <= first) {
      if (System.nanoTime() >= end) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaFault("the watch was interrupted; start again", e);
      }
    }
    return true;
  }
}
