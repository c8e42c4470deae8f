package io.spiketide.job;

import io.spiketide.connector.kafka.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

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

  public static final ConfigOption<String> DELIVERY =
      ConfigOptions.key("spiketide.decisions.delivery")
          .stringType()
          .defaultValue("at-least-once")
          .withDescription(
              "at-least-once: decisions come at once, repetitions after a failure are dropped by"
                  + " sequence; exactly-once: in transactions, visible to readers of committed"
                  + " records with the next checkpoint.");

  public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX =
      ConfigOptions.key("spiketide.decisions.transactional-id-prefix")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Begin of the ids of transactions, of this job alone; by default spiketide-, then the"
                  + " prefix of the topics and the name of the network.");

  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      ConfigOptions.key("spiketide.decisions.transaction-timeout")
          .durationType()
          .defaultValue(Transactions.DEFAULT_TIMEOUT)
          .withDescription(
              "Brokers abort a transaction that is older; at most their"
                  + " transaction.max.timeout.ms.");

  public static final ConfigOption<String> ON_LOST_TRANSACTION =
      ConfigOptions.key("spiketide.decisions.on-lost-transaction")
          .stringType()
          .defaultValue("fail")
          .withDescription(
              "What to do when brokers have aborted a transaction whose checkpoint is complete:"
                  + " fail, or continue without its decisions.");

  public static final ConfigOption<Duration> STALL_AFTER =
      ConfigOptions.key("spiketide.shards.report-stall-after")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "After so much time without progress a shard writes to the log for which others it"
                  + " waits.");

  public static final ConfigOption<Boolean> SHORTCUT =
      ConfigOptions.key("spiketide.shards.shortcut")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Shards hand each other what they fire through Flink, besides sending it to the topic"
                  + " of spikes: nobody waits for the brokers. Else they hear each other through"
                  + " the topic alone.");

  public static final ConfigOption<List<String>> SKIPPED_CHECKS =
      ConfigOptions.key("spiketide.start.skip-checks")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Checks that are not made when a job starts, by the names that spiketide doctor"
                  + " shows, separated by semicolons.");

  public static final ConfigOption<Boolean> RESUME =
      ConfigOptions.key("spiketide.checkpoint.resume")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Begin from the newest checkpoint of any job under execution.checkpointing.dir, if"
                  + " there is one: a directory for each network, then. A path in"
                  + " execution.state-recovery.path wins.");

  private static final List<ConfigOption<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          CLIENT_PROPERTIES,
          GROUP_ID,
          TOPIC_PREFIX,
          STARTING_OFFSETS,
          BOUNDED,
          PROFILE,
          DELIVERY,
          TRANSACTIONAL_ID_PREFIX,
          TRANSACTION_TIMEOUT,
          ON_LOST_TRANSACTION,
          FRAMING,
          SCHEMA_IDS,
          RESUME,
          STALL_AFTER,
          SHORTCUT,
          SKIPPED_CHECKS);

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
      String value = option.hasDefaultValue() ? written(option.defaultValue()) : "";
      String text = value.isEmpty() ? "" : "`" + value + "`";
      table.append(
          "| `%s` | %s | %s |%n"
              .formatted(option.key(), text, new HtmlFormatter().format(option.description())));
    }
    return table.toString();
  }

  /** A value as a user would write it. */
  private static String written(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(";"));
    }
    return value instanceof Duration duration
        ? TimeUtils.formatWithHighestUnit(duration)
        : String.valueOf(value);
  }
}
