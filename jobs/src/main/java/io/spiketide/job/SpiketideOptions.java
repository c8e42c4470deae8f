package io.spiketide.job;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.description.HtmlFormatter;

/**
 * How a run is operated. What the network is stands in its description; where to run is given on
 * the command line; everything else is an option here or one of Flink's own, set by {@code -D}.
 */
public final class SpiketideOptions {
  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      ConfigOptions.key("spiketide.kafka.bootstrap-servers")
          .stringType()
          .defaultValue("localhost:9092")
          .withDescription("Kafka brokers, host:port, separated by commas.");

  public static final ConfigOption<String> CLIENT_PROPERTIES =
      ConfigOptions.key("spiketide.kafka.properties-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with settings for all Kafka clients (TLS, SASL, tuning); wins over our"
                  + " defaults.");

  public static final ConfigOption<String> GROUP_ID =
      ConfigOptions.key("spiketide.kafka.group-id")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Consumer group of the job; by default spiketide-, then the name of the network.");

  public static final ConfigOption<String> TOPIC_PREFIX =
      ConfigOptions.key("spiketide.topics.prefix")
          .stringType()
          .defaultValue("")
          .withDescription("Put before the name of every topic, such as 'plant-7.'.");

  public static final ConfigOption<String> STARTING_OFFSETS =
      ConfigOptions.key("spiketide.source.starting-offsets")
          .stringType()
          .defaultValue("earliest")
          .withDescription(
              "Where a job without a checkpoint starts to read: earliest, latest, committed, or"
                  + " an event time such as 2026-03-01T12:00:00Z.");

  public static final ConfigOption<Boolean> BOUNDED =
      ConfigOptions.key("spiketide.source.bounded")
          .booleanType()
          .defaultValue(false)
          .withDescription("End at the offsets that the topics have when the job starts.");

  public static final ConfigOption<String> PROFILE =
      ConfigOptions.key("spiketide.profile")
          .stringType()
          .defaultValue("latency")
          .withDescription(
              "What the job is tuned for: latency or throughput. Sets buffer timeout, linger, batch and"
                  + " fetch sizes where you have not.");

  public static final ConfigOption<String> FRAMING =
      ConfigOptions.key("spiketide.wire.framing")
          .stringType()
          .defaultValue("single-object")
          .withDescription(
              "Framing of records that are written: single-object or confluent. Both are read.");

  public static final ConfigOption<String> SCHEMA_IDS =
      ConfigOptions.key("spiketide.wire.schema-ids")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File of id=SchemaName lines for the Confluent framing, as the registry knows them.");

  private static final List<ConfigOption<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          CLIENT_PROPERTIES,
          GROUP_ID,
          TOPIC_PREFIX,
          STARTING_OFFSETS,
          BOUNDED,
          PROFILE,
          FRAMING,
          SCHEMA_IDS);

  private SpiketideOptions() {}

  /** All options, in the order of the reference table. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }

  /** The options as a Markdown table, which the README shows. */
  public static String table() {
    StringBuilder table =
        new StringBuilder("| option | default | meaning |\n| --- | --- | --- |\n");
    for (ConfigOption<?> option : ALL) {
      Object value = option.hasDefaultValue() ? option.defaultValue() : "";
      String text = String.valueOf(value).isEmpty() ? "" : "`" + value + "`";
      table.append(
          "| `%s` | %s | %s |%n"
              .formatted(option.key(), text, new HtmlFormatter().format(option.description())));
    }
    return table.toString();
  }
}
