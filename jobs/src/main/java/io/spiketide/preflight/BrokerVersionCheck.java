package io.spiketide.preflight;

import io.spiketide.connector.kafka.BrokerFacts;
import java.util.List;
import org.apache.kafka.server.common.MetadataVersion;

/** The brokers answer, and are of a version that we know. */
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
            + (level == null ? ", its version is not told" : ", Kafka " + version(level)));
  }

  private static String version(int level) {
    try {
      return MetadataVersion.fromFeatureLevel((short) level).shortVersion();
    } catch (IllegalArgumentException e) {
      return "newer than " + MetadataVersion.LATEST_PRODUCTION.shortVersion();
    }
  }
}
