package io.spiketide.preflight;

import io.spiketide.connector.kafka.BrokerFacts;
import io.spiketide.job.JobDefaults;
import io.spiketide.job.SpiketideOptions;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.util.TimeUtils;

/** Transactions may be open for as long as wanted, and that is longer than checkpoints take. */
final class TransactionTimeoutCheck extends Check {
  private static final String KEY = SpiketideOptions.TRANSACTION_TIMEOUT.key();

  TransactionTimeoutCheck() {
    super("transactions");
  }

  @Override
  List<Finding> look(Surroundings around) {
    BrokerFacts broker = around.broker();
    if (broker == null || !around.settings().delivery().exactlyOnce()) {
      return List.of();
    }
    Duration timeout = around.settings().delivery().timeout();
    Duration interval =
        around.isSet(CheckpointingOptions.CHECKPOINTING_INTERVAL)
            ? around.option(CheckpointingOptions.CHECKPOINTING_INTERVAL)
            : JobDefaults.CHECKPOINT_INTERVAL;
    if (timeout.compareTo(interval.multipliedBy(2)) < 0) {
      return fault(
          KEY
              + ": "
              + words(timeout)
              + " are too short for checkpoints every "
              + words(interval)
              + " (execution.checkpointing.interval); allow at least twice that, and the longest"
              + " outage besides");
    }
    Long most = broker.maxTransactionMillis();
    if (most == null) {
      return note(
          KEY
              + ": the brokers do not tell their transaction.max.timeout.ms; see that it is not below "
              + words(timeout));
    }
    if (timeout.toMillis() > most) {
      return fault(
          KEY
              + ": "
              + words(timeout)
              + " is more than the "
              + words(Duration.ofMillis(most))
              + " that the brokers at "
              + broker.address()
              + " allow; lower it, or raise transaction.max.timeout.ms of the brokers");
    }
    return good(
        "transactions may be open for "
            + words(timeout)
            + ", the brokers allow "
            + words(Duration.ofMillis(most)));
  }

  private static String words(Duration time) {
    return TimeUtils.formatWithHighestUnit(time);
  }
}
