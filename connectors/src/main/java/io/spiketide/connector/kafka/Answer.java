package io.spiketide.connector.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a broker said to one request.
 *
 * @param value the answer, null for a request that has none
 * @param failure why it failed, null where it did not
 */
record Answer<T>(@Nullable T value, @Nullable Throwable failure) {
  /** Waits for it, as long as the client's {@code default.api.timeout.ms} says. */
  static <T> Answer<T> of(KafkaFuture<T> future) {
    try {
      return new Answer<>(future.get(), null);
    } catch (ExecutionException e) {
      return new Answer<>(null, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer<>(null, e);
    }
  }

  /** Whether it failed in the given way. */
  boolean failedWith(Class<? extends Throwable> kind) {
    return kind.isInstance(failure);
  }
}
