package io.spiketide.connector.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Settings of Kafka clients as the user gave them: an immutable map that always has {@code
 * bootstrap.servers}. Defaults of ours are added with {@link #withDefault} and never replace a
 * user's value.
 */
public final class ClientProperties implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern HOST_AND_PORT = Pattern.compile("\\s*[^\\s:,]+.*:\\d{1,5}\\s*");
  private static final Pattern SECRET = Pattern.compile(".*(password|secret|jaas|\\.key|token).*");

  /** Records are bytes on both sides; another serializer would be ignored or break the job. */
  private static final Set<String> OURS =
      Set.of(
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

  private final TreeMap<String, String> values;

  private ClientProperties(TreeMap<String, String> values) {
    this.values = values;
  }

  /**
   * Settings with nothing but the brokers.
   *
   * @param bootstrapServers {@code host:port}, several separated by commas
   * @throws KafkaFault if it has another form
   */
  public static ClientProperties of(String bootstrapServers) {
    TreeMap<String, String> values = new TreeMap<>();
    values.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return checked("--bootstrap-servers", values);
  }

  /**
   * Reads a file in the form of {@link Properties#load(Reader)}, UTF-8.
   *
   * @param bootstrapServers wins over the file's own; may be null where the file names the brokers
   * @throws KafkaFault with every mistake in the file
   */
  public static ClientProperties load(Path file, @Nullable String bootstrapServers) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (NoSuchFileException e) {
      throw new KafkaFault(file + ": there is no such file; correct the path", e);
    } catch (IllegalArgumentException e) {
      throw new KafkaFault(
          file + ": " + e.getMessage() + "; write a backslash as \\\\ in a properties file", e);
    } catch (IOException e) {
      throw new KafkaFault(
          file + ": cannot be read (" + e + "); give a readable properties file in UTF-8", e);
    }
    TreeMap<String, String> values = new TreeMap<>();
    read.stringPropertyNames().forEach(key -> values.put(key, read.getProperty(key).trim()));
    if (bootstrapServers != null) {
      values.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }
    return checked(file.toString(), values);
  }

  /** These settings with one more, which replaces an older value of the same name. */
  public ClientProperties with(String key, String value) {
    TreeMap<String, String> more = new TreeMap<>(values);
    more.put(key, value);
    return checked(key, more);
  }

  /** These settings, with a value of ours where the user gave none. */
  public ClientProperties withDefault(String key, String value) {
    return values.containsKey(key) ? this : with(key, value);
  }

  /** These settings, with values of ours where the user gave none. */
  public ClientProperties withDefaults(Map<String, String> defaults) {
    ClientProperties all = this;
    for (Map.Entry<String, String> setting : defaults.entrySet()) {
      all = all.withDefault(setting.getKey(), setting.getValue());
    }
    return all;
  }

  /** The value that is set, or null. */
  public @Nullable String get(String key) {
    return values.get(key);
  }

  /** Brokers to begin with, {@code host:port} separated by commas. */
  public String bootstrapServers() {
    return Objects.requireNonNull(values.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }

  /** A copy in the form that Kafka's constructors take. */
  public Properties toProperties() {
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }

  /**
   * Names that no Kafka client knows, ascending: misspelt, or meant for a plug-in; Kafka ignores
   * them silently, so they are worth a warning.
   */
  public List<String> unknownKeys() {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(ConsumerConfig.configNames());
    unknown.removeAll(ProducerConfig.configNames());
    unknown.removeAll(AdminClientConfig.configNames());
    unknown.remove(KafkaSources.PARTITION_DISCOVERY);
    return List.copyOf(unknown);
  }

  /** One {@code key=value} per setting, in order of keys, with secrets hidden. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      boolean secret = SECRET.matcher(entry.getKey()).matches();
      lines.add(entry.getKey() + "=" + (secret ? "******" : entry.getValue()));
    }
    return String.join(", ", lines);
  }

  private static ClientProperties checked(String where, TreeMap<String, String> values) {
    List<String> problems = new ArrayList<>();
    String servers = values.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    if (servers == null || servers.isBlank()) {
      problems.add(where + ": bootstrap.servers is missing; set it to host:port of a broker");
    } else {
      for (String server : servers.split(",", -1)) {
        if (!HOST_AND_PORT.matcher(server).matches()) {
          problems.add(
              where
                  + ": bootstrap.servers: '"
                  + server
                  + "' is not of the form host:port;"
                  + " write for example localhost:9092");
        }
      }
    }
    for (String key : values.keySet()) {
      if (OURS.contains(key)) {
        problems.add(where + ": " + key + " cannot be chosen, records are bytes; remove it");
      }
    }
    if (!problems.isEmpty()) {
      throw new KafkaFault(problems);
    }
    return new ClientProperties(values);
  }
}
