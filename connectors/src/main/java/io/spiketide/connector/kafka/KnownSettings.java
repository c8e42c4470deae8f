package io.spiketide.connector.kafka;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What is known of the settings of Kafka clients by their names. */
final class KnownSettings {
  static final String PROVIDERS = AbstractConfig.CONFIG_PROVIDERS_CONFIG;

  private static final String PARAMETER = ".param.";

  private static final List<ConfigDef> CLIENTS =
      List.of(
          ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());

  /** Those of Flink's connector, which it reads before any client does. */
  private static final Set<String> FLINKS =
      Set.of(
          KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
          KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key(),
          KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(),
          KafkaSourceOptions.CLIENT_ID_PREFIX.key(),
          "register.producer.metrics",
          "flink.disable-metrics");

  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|jaas|private|\\.key|token|credential).*");

  private KnownSettings() {}

  /** Whether a client of Kafka, or Flink's connector, knows the name. */
  static boolean isKnown(String key) {
    return FLINKS.contains(key) || isOfProviders(key) || types(key).findAny().isPresent();
  }

  /** Whether it says where values that are references come from. */
  static boolean isOfProviders(String key) {
    return key.equals(PROVIDERS) || key.startsWith(PROVIDERS + ".");
  }

  /**
   * Whether the value may be a secret: Kafka says that it is, or it is meant for a plug-in of which
   * nothing is known.
   */
  static boolean mayBeSecret(String key) {
    if (isOfProviders(key)) {
      int parameter = key.indexOf(PARAMETER);
      return parameter >= 0 && looksSecret(key.substring(parameter));
    }
    return !isKnown(key) || types(key).anyMatch(ConfigDef.Type.PASSWORD::equals);
  }

  /** Whether the name alone tells of a secret. */
  private static boolean looksSecret(String key) {
    return SECRET.matcher(key).matches();
  }

  private static Stream<ConfigDef.Type> types(String key) {
    return CLIENTS.stream()
        .map(ConfigDef::configKeys)
        .filter(keys -> keys.containsKey(key))
        .map(keys -> keys.get(key).type());
  }
}
