package io.spiketide.demo;

import io.spiketide.schema.Decision;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Compares decisions with what was shown, and measures how long they took: from the sending of the
 * packet that closes an episode to the arrival of its decision.
 *
 * <p>{@link #sent} may be called from any thread, everything else from one.
 */
public final class Scoreboard {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;

  /** While more episodes than this wait for their decisions, further ones are not measured. */
  private static final int MOST_OPEN = 100_000;

  private final Map<String, Long> sentNanos = new ConcurrentHashMap<>();
  private final Map<String, Round> latest = new TreeMap<>();
  private final Map<Direction, Tally> tallies = new EnumMap<>(Direction.class);
  private final Histogram latencyMicros = new Histogram(LONGEST_MICROS, DIGITS);

  /** What a camera was last seen to show. */
  public record Round(Direction truth, @Nullable Direction answer) {
    public boolean isRight() {
      return truth == answer;
    }
  }

  /** Right answers and all answers about one direction. */
  public record Tally(long right, long all) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(boolean isRight) {
      return new Tally(right + (isRight ? 1 : 0), all + 1);
    }

    /** Share of right answers, 0 to 1; 0 without answers. */
    public double accuracy() {
      return all == 0 ? 0 : (double) right / all;
    }
  }

  /** Notes that the packet is on its way now. */
  public void sent(String camera, SensorPacket packet) {
    for (EpisodeMark mark : packet.marks()) {
      if (mark.kind() == EpisodeMark.Kind.END && sentNanos.size() < MOST_OPEN) {
        sentNanos.put(key(camera, mark.id()), System.nanoTime());
      }
    }
  }

  /** Notes a decision that arrives now; one that is no episode's is ignored. */
  public void decided(Decision decision) {
    Long sent = sentNanos.remove(key(decision.instance(), decision.episode()));
    if (sent == null) {
      return;
    }
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent);
    latencyMicros.recordValue(Math.min(micros, LONGEST_MICROS));
    Direction truth = Direction.valueOf(decision.trueLabel());
    Direction answer = decision.label().isEmpty() ? null : Direction.valueOf(decision.label());
    Round round = new Round(truth, answer);
    latest.put(decision.instance(), round);
    tallies.put(truth, tallies.getOrDefault(truth, Tally.NONE).plus(round.isRight()));
  }

  /** The latest round of each camera that has answered, by name. */
  public Map<String, Round> latest() {
    return latest;
  }

  /** The answers about one direction. */
  public Tally tally(Direction direction) {
    return tallies.getOrDefault(direction, Tally.NONE);
  }

  /** The answers about all directions. */
  public Tally total() {
    long right = tallies.values().stream().mapToLong(Tally::right).sum();
    long all = tallies.values().stream().mapToLong(Tally::all).sum();
    return new Tally(right, all);
  }

  /** Episodes that were closed and have no decision yet. */
  public int open() {
    return sentNanos.size();
  }

  /** Latency in ms below which the given percentage of the decisions stayed. */
  public double latencyMillis(double percentile) {
    return latencyMicros.getValueAtPercentile(percentile) / 1e3;
  }

  private static String key(String camera, String episode) {
    return camera + ' ' + episode;
  }
}
