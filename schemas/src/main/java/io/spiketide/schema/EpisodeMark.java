package io.spiketide.schema;

/**
 * The start or the end of an episode, as a packet carries it.
 *
 * @param kind whether the episode starts or ends; {@link Kind#UNKNOWN} is to be ignored
 * @param time event time in µs
 * @param id name of the episode, unique within the instance, not empty
 * @param label what the episode is known to show; empty where nobody knows
 */
public record EpisodeMark(Kind kind, long time, String id, String label) {
  /** In the order of the schema's symbols. */
  public enum Kind {
    /** A kind of a later version. */
    UNKNOWN,
    START,
    END
  }

  public EpisodeMark {
    Checks.notEmpty("mark id", id);
  }

  public static EpisodeMark start(long time, String id, String label) {
    return new EpisodeMark(Kind.START, time, id, label);
  }

  public static EpisodeMark end(long time, String id) {
    return new EpisodeMark(Kind.END, time, id, "");
  }
}
