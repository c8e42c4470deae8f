package io.spiketide.connector.kafka;

import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.jspecify.annotations.Nullable;

/**
 * Settings of Kafka clients as the user gave them: an immutable map that always has {@code
 * bootstrap.servers}. Defaults of ours are added with {@link #withDefault} and never replace a
 * user's value.
 *
 * <p>No secret is ever held here, so none can travel with a job, be stored with it or be printed:
 * what may be one stays in the file that it was read from, as a reference which {@link
 * SecretsProvider} resolves where a client is made. The file is wanted at the same path there.
 */
public final class ClientProperties implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern HOST_AND_PORT = Pattern.compile("\\s*[^\\s:,]+.*:\\d{1,5}\\s*");
  private static final Pattern USER = Pattern.compile("username\\s*=\\s*\"?([^\"\\s;]+)");

  /** Records are bytes on both sides; another serializer would be ignored or break the job. */
  private static final Set<String> OURS =
      Set.of(
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

  private final TreeMap<String, String> values;
  private final @Nullable String user;

  private ClientProperties(TreeMap<String, String> values, @Nullable String user) {
    this.values = values;
    this.user = user;
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
    return checked("--bootstrap-servers", values, null);
  }

  /**
   * Reads a file in the form of {@link Properties#load(Reader)}, UTF-8.
   *
   * @param bootstrapServers wins over the file's own; may be null where the file names the brokers
   * @throws KafkaFault with every mistake in the file
   */
  public static ClientProperties load(Path file, @Nullable String bootstrapServers) {
    TreeMap<String, String> values = PropertiesFile.read(file);
    Matcher user = USER.matcher(values.getOrDefault(SaslConfigs.SASL_JAAS_CONFIG, ""));
    if (bootstrapServers != null) {
      values.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }
    leaveSecrets(file, values);
    return checked(file.toString(), values, user.find() ? user.group(1) : null);
  }

  /**
   * These settings with one more, which replaces an older value of the same name.
   *
   * @throws IllegalArgumentException if it may be a secret; those come from a file
   */
  public ClientProperties with(String key, String value) {
    if (KnownSettings.mayBeSecret(key)) {
      throw new IllegalArgumentException(key + " may be a secret and belongs into a file");
    }
    TreeMap<String, String> more = new TreeMap<>(values);
    more.put(key, value);
    return checked(key, more, user);
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

  /** How to talk to the brokers, in Kafka's word: {@code PLAINTEXT}, {@code SASL_SSL} … */
  String protocol() {
    return values.getOrDefault(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
        CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
  }

  /** A copy in the form that Kafka's constructors take. */
  public Properties toProperties() {
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }

  /** The name under which a user logs in with SASL, null where that is not known. */
  public @Nullable String user() {
    return user;
  }

  /** The name that rights are given to, such as {@code User:ann}; a stand-in if it is not known. */
  public String principal() {
    return "User:" + (user == null ? "NAME" : user);
  }

  /**
   * Names that no Kafka client knows, ascending: misspelt, or meant for a plug-in; Kafka ignores
   * them silently, so they are worth a warning.
   */
  public List<String> unknownKeys() {
    return values.keySet().stream().filter(key -> !KnownSettings.isKnown(key)).toList();
  }

  /** One {@code key=value} per setting, in order of keys; secrets are references. */
  @Override
  public String toString() {
    return values.entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** Puts references where there may be secrets, unless there are references of the user's own. */
  private static void leaveSecrets(Path file, TreeMap<String, String> values) {
    List<String> problems = new ArrayList<>();
    List<String> providers = providers(values);
    if (providers.contains(SecretsProvider.NAME)) {
      problems.add(
          file + ": config.providers: the name 'spiketide' is taken; give yours another name");
    }
    boolean left = false;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String key = entry.getKey();
      if (!KnownSettings.mayBeSecret(key) || refersTo(providers, entry.getValue())) {
        continue;
      }
      if (KnownSettings.isOfProviders(key)) {
        problems.add(
            file
                + ": "
                + key
                + ": would travel with the job; let the provider take it from a file or the"
                + " environment of each host");
      }
      entry.setValue(SecretsProvider.reference(key));
      left = true;
    }
    if (!problems.isEmpty()) {
      throw new KafkaFault(problems);
    }
    if (left) {
      providers.add(SecretsProvider.NAME);
      String ours = KnownSettings.PROVIDERS + "." + SecretsProvider.NAME;
      values.put(KnownSettings.PROVIDERS, String.join(",", providers));
      values.put(ours + ".class", SecretsProvider.class.getName());
      values.put(ours + ".param." + SecretsProvider.FILE, file.toAbsolutePath().toString());
    }
  }

  private static List<String> providers(Map<String, String> values) {
    return Arrays.stream(values.getOrDefault(KnownSettings.PROVIDERS, "").split(","))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static boolean refersTo(List<String> providers, String value) {
    return providers.stream().anyMatch(name -> value.contains("${" + name + ":"));
  }

  private static ClientProperties checked(
      String where, TreeMap<String, String> values, @Nullable String user) {
    List<String> problems = new ArrayList<>();
    String servers = values.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    if (servers == null || servers.isBlank()) {
      problems.add(where + ": bootstrap.servers is missing; set it to host:port of a broker");
    } else if (servers.contains("@")) {
      problems.add(
          where
              + ": bootstrap.servers: has an '@'; write host:port alone, and user and password"
              + " into the client's properties file as sasl.jaas.config");
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
    return new ClientProperties(values, user);
  }
}
