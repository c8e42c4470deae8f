package io.spiketide.schema;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The topics of one installation: the documented names behind a common prefix.
 *
 * @param prefix put before each name as it stands, such as {@code "plant7."}; empty for none
 */
public record TopicNames(String prefix) implements Serializable {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]*");

  /** Kafka's limit of 249 characters, less our longest name. */
  private static final int MAX_PREFIX = 249 - "learning-signals".length();

  /** Topics without a prefix. */
  public static final TopicNames DEFAULT = new TopicNames("");

  public TopicNames {
    Checks.require(
        LEGAL.matcher(prefix).matches(),
        "topic prefix '" + prefix + "': use letters, digits, '.', '_' and '-' only");
    Checks.require(
        prefix.length() <= MAX_PREFIX,
        "topic prefix of " + prefix.length() + " characters: use at most " + MAX_PREFIX);
  }

  /** {@link SensorPacket}, key instance. */
  public String sensorEvents() {
    return prefix + "sensor-events";
  }

  /** {@link SpikePacket}, key instance/population/shard. */
  public String spikes() {
    return prefix + "spikes";
  }

  /** {@link Decision}, key instance. */
  public String decisions() {
    return prefix + "decisions";
  }

  /** {@link LearningSignals}, key instance. */
  public String learningSignals() {
    return prefix + "learning-signals";
  }

  /** {@link ControlAck}, key network. */
  public String controlAcks() {
    return prefix + "control-acks";
  }

  /** {@link StateRecording}, key instance. */
  public String recordings() {
    return prefix + "recordings";
  }

  /** {@link LateEvents}, key instance. */
  public String lateEvents() {
    return prefix + "late-events";
  }

  /** {@link DeadLetter}, key of the refused record. */
  public String deadLetters() {
    return prefix + "dead-letters";
  }

  /** {@link WeightSnapshot}, key network/instance/projection/snapshot/shard/part. */
  public String weights() {
    return prefix + "weights";
  }

  /** Every topic above, in that order. */
  public List<String> all() {
    return List.of(
        sensorEvents(),
        spikes(),
        decisions(),
        learningSignals(),
        controlAcks(),
        recordings(),
        lateEvents(),
        deadLetters(),
        weights());
  }
}
