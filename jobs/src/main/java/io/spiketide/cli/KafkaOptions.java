package io.spiketide.cli;

import io.spiketide.connector.kafka.AccessCheck;
import io.spiketide.connector.kafka.BrokerCheck;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.Right;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.schema.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach Kafka and which topics are meant: options that several commands share. */
final class KafkaOptions {
  static final String DEFAULT_SERVERS = "localhost:9092";

  @Option(
      names = {"-b", "--bootstrap-servers"},
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, separated by commas (default " + DEFAULT_SERVERS + ").")
  @Nullable String servers;

  @Option(
      names = "--client-properties",
      paramLabel = "FILE",
      description = "Settings for all Kafka clients: TLS, SASL, tuning.")
  @Nullable Path file;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Put before the name of every topic, such as 'plant-7.'.")
  String prefix = "";

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "20s",
      converter = TimeSpan.Converter.class,
      description = "How long to wait for a broker that does not answer (default 20s).")
  TimeSpan patience = new TimeSpan(20_000_000);

  /** Settings for clients, as given. */
  ClientProperties client() {
    Path properties = file;
    if (properties != null) {
      return ClientProperties.load(properties, servers);
    }
    return ClientProperties.of(servers == null ? DEFAULT_SERVERS : servers);
  }

  /** Settings for clients, once a broker has answered. */
  ClientProperties connect(Console console) {
    ClientProperties client = client();
    for (String key : client.unknownKeys()) {
      console.progress(file + ": no Kafka client knows '" + key + "'; check its spelling");
    }
    BrokerCheck.await(client, Duration.ofMillis(patience.millis()), console::progress);
    return client;
  }

  /**
   * Settings for clients, once a broker has answered and allows what is meant to be done.
   *
   * @throws io.spiketide.connector.kafka.KafkaFault with every right that is missing
   */
  ClientProperties connect(Console console, List<Right> rights) {
    ClientProperties client = connect(console);
    AccessCheck.require(client, rights);
    return client;
  }

  TopicNames topics() {
    try {
      return new TopicNames(prefix);
    } catch (IllegalArgumentException e) {
      throw UserException.badInput("--prefix: " + e.getMessage());
    }
  }

  /**
   * Sees that these topics are there.
   *
   * @throws UserException naming those that are missing
   */
  void requireTopics(ClientProperties client, Set<String> names) {
    try (Topics topics = Topics.connect(client)) {
      List<String> missing =
          topics.missing(
              TopicPlan.documented(topics(), TopicOptions.DEFAULT).stream()
                  .filter(topic -> names.contains(topic.name()))
                  .toList());
      if (!missing.isEmpty()) {
        throw UserException.environment(String.join("\n", missing));
      }
    }
  }
}
