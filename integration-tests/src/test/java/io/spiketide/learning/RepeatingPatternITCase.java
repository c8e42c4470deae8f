package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.demo.RepeatingPattern;
import io.spiketide.operator.EventFeed;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A neuron finds a pattern that repeats in noise, in the stage operator, from the description
 * {@code jobs/examples/repeating-pattern.yaml}. What counts is the last third of the time.
 */
class RepeatingPatternITCase {
  private static final int PIECE = RepeatingPattern.PATTERN_MILLIS;

  @Test
  @DisplayName("within 20 s a neuron fires at each repetition of the pattern, and never else")
  void one() throws Exception {
    Found found = run(1, 30);
    assertThat(found.hits()).isGreaterThan(0.98);
    assertThat(found.falseAlarms()).isZero();
    assertThat(found.latency()).isLessThan(10);
  }

  @Test
  @Tag("learning")
  @DisplayName("with 20 of 20 seeds, in 150 s; the neuron fires ever earlier in the pattern")
  void twentySeeds() throws Exception {
    int good = 0;
    for (int seed = 1; seed <= 20; seed++) {
      Found found = run(seed, 150);
      good += found.hits() > 0.98 && found.falseAlarms() == 0 && found.latency() < 10 ? 1 : 0;
    }
    System.out.printf("repeating-pattern: %d of 20 seeds%n", good);
    assertThat(good).isGreaterThanOrEqualTo(20 * 96 / 100 + 1);
  }

  /**
   * @param hits share of the patterns in which the neuron fired
   * @param latency mean time of the first spike in a pattern, in ms
   */
  private record Found(double hits, int falseAlarms, double latency) {}

  /** When the pattern was shown: for each piece of 50 ms whether it was it. */
  private static final class Truth implements EventSink {
    private final EventFeed feed;
    private final List<Boolean> pieces = new ArrayList<>();
    private boolean pattern;

    Truth(EventFeed feed) {
      this.feed = feed;
    }

    @Override
    public void event(long micros, int address, float value) {
      feed.event("afferents", micros / 1000, address, value);
    }

    @Override
    public void mark(EpisodeMark mark) {
      pattern |= mark.kind() == EpisodeMark.Kind.START;
    }

    @Override
    public void dropped(long events) {
      throw new AssertionError();
    }
  }

  private static Found run(long seed, int seconds) throws Exception {
    try (EventFeed feed = new EventFeed(Examples.network("repeating-pattern", seed));
        RepeatingPattern recording = new RepeatingPattern("eye", seed, 1000L * seconds / PIECE)) {
      Truth truth = new Truth(feed);
      while (recording.read(truth)) {
        truth.pieces.add(truth.pattern);
        truth.pattern = false;
        feed.send((long) truth.pieces.size() * PIECE);
      }
      List<EventFeed.Spike> spikes = feed.spikes("detector");
      double[] thirds = new double[3];
      for (int third = 0; third < 3; third++) {
        thirds[third] = judge(truth.pieces, spikes, third).latency();
      }
      Found found = judge(truth.pieces, spikes, 2);
      System.out.printf(
          Locale.ROOT,
          "repeating-pattern seed %d: hits %.2f %%, %d false alarms, latency %.1f, %.1f, %.1f ms%n",
          seed,
          100 * found.hits(),
          found.falseAlarms(),
          thirds[0],
          thirds[1],
          thirds[2]);
      return found;
    }
  }

  private static Found judge(List<Boolean> pieces, List<EventFeed.Spike> spikes, int third) {
    int from = pieces.size() * third / 3;
    int to = pieces.size() * (third + 1) / 3;
    int[] first = new int[pieces.size()];
    java.util.Arrays.fill(first, -1);
    int falseAlarms = 0;
    for (EventFeed.Spike spike : spikes) {
      int piece = (int) (spike.tick() / PIECE);
      if (piece >= from && piece < to) {
        first[piece] = first[piece] < 0 ? (int) (spike.tick() % PIECE) : first[piece];
        falseAlarms += pieces.get(piece) ? 0 : 1;
      }
    }
    int patterns = 0;
    int hits = 0;
    double latency = 0;
    for (int piece = from; piece < to; piece++) {
      if (pieces.get(piece)) {
        patterns++;
        hits += first[piece] >= 0 ? 1 : 0;
        latency += Math.max(0, first[piece]);
      }
    }
    return new Found(
        (double) hits / patterns, falseAlarms, hits == 0 ? Double.NaN : latency / hits);
  }
}
