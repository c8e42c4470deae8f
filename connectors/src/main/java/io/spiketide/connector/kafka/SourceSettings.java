package io.spiketide.connector.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What a source reads, and from where to where.
 *
 * @param topics names of the topics, prefix included, at least one
 * @param groupId consumer group under which progress is published; offsets of a checkpoint win
 * @param start where to begin without a checkpoint
 * @param bounded whether to end at the offsets that the topics have when the job starts
 * @param profile what the consumers are tuned for
 * @param client how to reach the brokers
 */
public record SourceSettings(
    List<String> topics,
    String groupId,
    StartingOffsets start,
    boolean bounded,
    Profile profile,
    ClientProperties client) {
  private static final String LARGE_BYTES = Integer.toString(256 * 1024);
  private static final String SELDOM_MILLIS = "500";

  public SourceSettings {
    topics = List.copyOf(topics);
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("a source needs at least one topic");
    }
    if (groupId.isBlank()) {
      throw new KafkaFault("group id: is empty; give a name for the consumer group");
    }
  }

  /** An endless source that begins at the oldest record, tuned for latency. */
  public static SourceSettings of(List<String> topics, String groupId, ClientProperties client) {
    return new SourceSettings(
        topics, groupId, new StartingOffsets.Earliest(), false, Profile.LATENCY, client);
  }

  public SourceSettings startingAt(StartingOffsets other) {
    return new SourceSettings(topics, groupId, other, bounded, profile, client);
  }

  /**
   * For records that nobody waits for: brokers send 256 KiB at once, or what has come in 500 ms,
   * where the user does not say otherwise.
   */
  public SourceSettings seldom() {
    ClientProperties patient =
        client
            .withDefault(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, LARGE_BYTES)
            .withDefault(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, SELDOM_MILLIS);
    return new SourceSettings(topics, groupId, start, bounded, profile, patient);
  }

  public SourceSettings bounded(boolean other) {
    return new SourceSettings(topics, groupId, start, other, profile, client);
  }

  public SourceSettings profile(Profile other) {
    return new SourceSettings(topics, groupId, start, bounded, other, client);
  }
}
