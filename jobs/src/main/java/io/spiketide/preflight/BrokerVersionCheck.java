package io.spiketide.preflight;

import io.spiketide.connector.kafka.BrokerFacts;
import java.util.List;

/** The brokers answer. Their version is told by its number: its name is known to brokers alone. */
final class BrokerVersionCheck extends Check {
  BrokerVersionCheck() {
    super("broker");
  }

  @Override
  List<Finding> look(Surroundings around) {
    BrokerFacts broker = around.broker();
    if (broker == null) {
      return List.of();
    }
    Integer level = broker.metadataLevel();
    return good(
        broker.address()
            + " answers"
            + (level == null ? ", its version is not told" : ", metadata version " + level));
  }
}
