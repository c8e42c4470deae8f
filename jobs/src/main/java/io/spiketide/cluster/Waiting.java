package io.spiketide.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions of other processes, which can only be asked, not listened to. */
final class Waiting {
  private static final long PAUSE_MILLIS = 50;

  private Waiting() {}

  /**
   * Returns once the condition holds.
   *
   * @param fault what to tell the user when the time is over
   * @throws ClusterFault when the time is over or the thread is interrupted
   */
  static void until(BooleanSupplier condition, Duration timeout, Supplier<String> fault) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > timeout.toNanos()) {
        throw new ClusterFault(fault.get());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ClusterFault("the wait was interrupted; start again", e);
      }
    }
  }
}
