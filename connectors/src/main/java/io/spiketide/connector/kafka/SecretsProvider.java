package io.spiketide.connector.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets from the user's properties file when a Kafka client is made, in the process and on
 * the host that makes it. What travels with a job is the path of the file, as this provider's
 * parameter, and references such as <code>${spiketide:sasl.jaas.config}</code>.
 */
public final class SecretsProvider implements ConfigProvider {
  static final String NAME = "spiketide";
  static final String FILE = "file";

  private @Nullable Path file;

  /** For Kafka, which makes providers by the name of their class. */
  public SecretsProvider() {}

  /** What stands in a client's settings for a value that stays in the file. */
  static String reference(String key) {
    return "${" + NAME + ":" + key + "}";
  }

  @Override
  public void configure(Map<String, ?> parameters) {
    file = Path.of(String.valueOf(Objects.requireNonNull(parameters.get(FILE), FILE)));
  }

  @Override
  public ConfigData get(String path) {
    return new ConfigData(read());
  }

  /**
   * @throws ConfigException that names this host, if the file or a key in it is missing here
   */
  @Override
  public ConfigData get(String path, Set<String> keys) {
    Map<String, String> all = read();
    Map<String, String> asked = new HashMap<>();
    for (String key : keys) {
      String value = all.get(key);
      if (value == null) {
        throw new ConfigException(
            here()
                + file
                + " has no '"
                + key
                + "', but the one that the job was submitted with has; give every host the same");
      }
      asked.put(key, value);
    }
    return new ConfigData(asked);
  }

  private Map<String, String> read() {
    try {
      return PropertiesFile.read(Objects.requireNonNull(file, "configure() comes first"));
    } catch (KafkaFault e) {
      throw new ConfigException(
          here() + e.getMessage() + ", or mount the file at the same path on every host");
    }
  }

  private static String here() {
    try {
      return "host " + InetAddress.getLocalHost().getHostName() + ": ";
    } catch (UnknownHostException e) {
      return "this host: ";
    }
  }

  @Override
  public void close() {}
}
