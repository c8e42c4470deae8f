package io.spiketide.connector.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/** Compares one topic as it is with the topic as it should be; each rule is one method. */
final class TopicInspection {
  /** The least time that spikes on their way between shards must be kept. */
  private static final Duration LEAST_FEEDBACK = Duration.ofDays(1);

  private final String where;
  private final TopicSpec expected;
  private final TopicDescription found;
  private final Config settings;
  private final List<String> problems = new ArrayList<>();

  private TopicInspection(
      String where, TopicSpec expected, TopicDescription found, Config settings) {
    this.where = where;
    this.expected = expected;
    this.found = found;
    this.settings = settings;
  }

  /**
   * Returns what is wrong with the topic, empty if nothing is.
   *
   * @param where topic and brokers in words, the beginning of each message
   */
  static List<String> problems(
      String where, TopicSpec expected, TopicDescription found, Config settings) {
    TopicInspection inspection = new TopicInspection(where, expected, found, settings);
    inspection.checkPartitions();
    inspection.checkReplication();
    inspection.checkCleanupPolicy();
    inspection.checkRetention();
    inspection.checkTimestampType();
    inspection.checkTimestampLimit();
    return inspection.problems;
  }

  /** The same without what a user may have laid out otherwise. */
  static List<String> problemsOfKeeping(
      String where, TopicSpec expected, TopicDescription found, Config settings) {
    TopicInspection inspection = new TopicInspection(where, expected, found, settings);
    inspection.checkCleanupPolicy();
    inspection.checkTimestampType();
    inspection.checkTimestampLimit();
    return inspection.problems;
  }

  /** What keeps a topic from carrying spikes back to the job that fires them. */
  static List<String> problemsOfFeedback(
      String where, TopicSpec expected, TopicDescription found, Config settings) {
    TopicInspection inspection = new TopicInspection(where, expected, found, settings);
    long retention = Long.parseLong(inspection.value(TopicConfig.RETENTION_MS_CONFIG));
    if (retention != TopicSpec.UNLIMITED_RETENTION && retention < LEAST_FEEDBACK.toMillis()) {
      inspection.report(
          "keeps records for "
              + inWords(retention)
              + " from their event time, and what shards have fired for each other must outlast the"
              + " longest time that the job is down",
          set(
              TopicConfig.RETENTION_MS_CONFIG,
              TopicSpec.UNLIMITED_RETENTION + " or at least " + LEAST_FEEDBACK.toMillis()));
    }
    return inspection.problems;
  }

  private void checkPartitions() {
    int partitions = found.partitions().size();
    if (partitions != expected.options().partitions()) {
      report(
          "has "
              + count(partitions, "partition")
              + ", expected are "
              + expected.options().partitions(),
          "delete and create it again, or say --partitions "
              + partitions
              + " (adding partitions to a topic in use moves keys)");
    }
  }

  private void checkReplication() {
    int copies = found.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElseThrow();
    if (copies < expected.options().replication()) {
      report(
          "keeps "
              + count(copies, "copy")
              + " of a partition, expected are "
              + expected.options().replication(),
          "reassign its partitions, or say --replication " + copies);
    }
  }

  private void checkCleanupPolicy() {
    String policy = value(TopicConfig.CLEANUP_POLICY_CONFIG);
    if (!policy.equals(expected.cleanupPolicy())) {
      report(
          "has cleanup.policy "
              + policy
              + ", which "
              + (expected.compacted() ? "deletes learned weights" : "drops packets of a key"),
          set(TopicConfig.CLEANUP_POLICY_CONFIG, expected.cleanupPolicy()));
    }
  }

  private void checkRetention() {
    if (expected.compacted()) {
      return;
    }
    long retention = Long.parseLong(value(TopicConfig.RETENTION_MS_CONFIG));
    long least = expected.retentionMillis();
    boolean unlimited = retention == TopicSpec.UNLIMITED_RETENTION;
    boolean enough = unlimited || (least != TopicSpec.UNLIMITED_RETENTION && retention >= least);
    if (!enough) {
      report(
          "keeps records for "
              + inWords(retention)
              + " from their event time, expected is "
              + inWords(least),
          set(TopicConfig.RETENTION_MS_CONFIG, Long.toString(least))
              + ", or say --retention "
              + inWords(retention));
    }
  }

  private void checkTimestampType() {
    String type = value(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    if (!type.equals("CreateTime")) {
      report(
          "has message.timestamp.type " + type + ", which overwrites event times",
          set(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"));
    }
  }

  private void checkTimestampLimit() {
    long limit = Long.parseLong(value(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG));
    if (limit != Long.MAX_VALUE) {
      report(
          "refuses records more than "
              + inWords(limit)
              + " ahead of the broker's clock, so one"
              + " sensor with a wrong clock stops the job",
          set(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE)));
    }
  }

  private void report(String fault, String mend) {
    problems.add(where + ": " + fault + "; " + mend);
  }

  private String value(String key) {
    ConfigEntry entry = settings.get(key);
    if (entry == null || entry.value() == null) {
      throw new IllegalStateException(where + ": the broker reports no value of " + key);
    }
    return entry.value();
  }

  private static String set(String key, String value) {
    return "set " + key + " to " + value;
  }

  private static String count(int number, String noun) {
    String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    return number + " " + (number == 1 ? noun : plural);
  }

  private static String inWords(long millis) {
    if (millis == TopicSpec.UNLIMITED_RETENTION) {
      return "ever";
    }
    Duration duration = Duration.ofMillis(millis);
    if (millis % Duration.ofDays(1).toMillis() == 0) {
      return duration.toDays() + "d";
    }
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
