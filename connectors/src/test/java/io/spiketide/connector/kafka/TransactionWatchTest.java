package io.spiketide.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TransactionWatchTest {
  @Test
  void aRisingCheckpointIsASignOfLife() {
    AtomicLong checkpoint = new AtomicLong(7);
    assertThat(new TransactionWatch(checkpoint::getAndIncrement).seesLife(Duration.ofMinutes(1)))
        .isTrue();
  }

  @Test
  void idsThatStayAreOfADeadJob() {
    AtomicLong looks = new AtomicLong();
    TransactionWatch watch =
        new TransactionWatch(
            () -> {
              looks.incrementAndGet();
              return 7;
            });
    assertThat(watch.seesLife(Duration.ofMillis(1))).isFalse();
    assertThat(looks.get()).as("looked again").isGreaterThan(1);
  }

  @Test
  void whereThereIsNoIdNobodyIsWaitedFor() {
    assertThat(new TransactionWatch(() -> -1).seesLife(Duration.ofDays(1))).isFalse();
  }
}
