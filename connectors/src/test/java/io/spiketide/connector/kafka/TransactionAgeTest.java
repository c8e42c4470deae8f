package io.spiketide.connector.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TransactionAgeTest {
  private static final Transactions TRANSACTIONS =
      new Transactions("spiketide-echo", Duration.ofSeconds(60), Transactions.OnLoss.FAIL);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
  private final TransactionAge age = new TransactionAge(TRANSACTIONS, now::get);

  @Test
  void aTransactionOlderThanItsTimeoutIsNotHandedOver() {
    pass(Duration.ofSeconds(100));
    assertThatCode(age::requireYoung).as("no record, no transaction").doesNotThrowAnyException();
    age.record();
    pass(Duration.ofSeconds(59));
    age.record(); // the first one counts
    assertThatCode(age::requireYoung).doesNotThrowAnyException();
    pass(Duration.ofSeconds(1));
    assertThatThrownBy(age::requireYoung)
        .isInstanceOf(TransactionFault.class)
        .hasMessageStartingWith(
            "transactional ids spiketide-echo-*: a transaction has been open for 60 s")
        .hasMessageContaining("nothing is lost")
        .hasMessageContaining("execution.checkpointing.interval");
  }

  @Test
  void theNextTransactionIsYoungAgain() {
    age.record();
    pass(Duration.ofSeconds(59));
    age.handedOver();
    pass(Duration.ofSeconds(59));
    age.record();
    assertThatCode(age::requireYoung).doesNotThrowAnyException();
  }

  @Test
  void whatKafkaSaysOfAnEndedTransactionIsSaidInWords() {
    Exception refused = new IOException("one", new InvalidProducerEpochException("two"));
    age.record();
    assertThatThrownBy(() -> age.sayIfEnded(refused))
        .isInstanceOf(TransactionFault.class)
        .hasMessageContaining("a second job uses the same transactional ids")
        .hasNoCause()
        .hasSuppressedException(refused);
    pass(Duration.ofSeconds(61));
    assertThatThrownBy(() -> age.sayIfEnded(refused))
        .hasMessageContaining("brokers abort those older than 60 s");
  }

  @Test
  void otherFailuresStayWhatTheyAre() {
    assertThatCode(() -> age.sayIfEnded(new IOException(new TimeoutException("slow"))))
        .doesNotThrowAnyException();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
