package io.spiketide.demo;

import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.RecordingHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A task of memory: two patterns of spikes, one after the other, and the question whether the
 * second is the same as the first.
 *
 * <pre>
 * 0 ──pattern A or B── 30 ms ──pause── 80 ms ──pattern A or B── 110 ms ──pause── 120 ms: answer
 * </pre>
 *
 * <p>A pattern is a fixed set of spikes, each of which comes some ms early or late, anew each time.
 * Each presentation is an episode whose label is the answer. As first and second are drawn
 * independently, neither of them, nor any sum of what they make alone, tells it. Everything is a
 * function of (seed, name, presentation); the patterns are one of the seed alone.
 */
public final class MatchToSample implements EventRecording {
  /** Channels of the patterns. */
  public static final int CHANNELS = 8;

  /** Length of a presentation in ms. */
  public static final int PRESENTATION_MILLIS = 120;

  /** The answers. */
  public static final List<String> LABELS = List.of("same", "other");

  private static final int PATTERN_MILLIS = 30;
  private static final int SECOND_MILLIS = 80;
  private static final int SPIKES = 12;
  private static final double JITTER_MILLIS = 2;
  private static final long MICROS_PER_MILLI = 1_000;

  private final CounterRandom patterns;
  private final CounterRandom random;
  private final long presentations;
  private long next;

  /**
   * @param name chooses the presentations
   * @param presentations how many there are
   */
  public MatchToSample(String name, long seed, long presentations) {
    patterns = new CounterRandom(seed, Purpose.SENSOR, "match-to-sample", "");
    random = new CounterRandom(seed, Purpose.SENSOR, "match-to-sample of", name);
    this.presentations = presentations;
  }

  /** Whether the two patterns of a presentation are the same: index into {@link #LABELS}. */
  int answer(long presentation) {
    return pattern(presentation, 0) == pattern(presentation, 1) ? 0 : 1;
  }

  @Override
  public RecordingHeader header() {
    return new RecordingHeader("match-to-sample", List.of(CHANNELS), OptionalLong.of(0), true);
  }

  /** Pushes one presentation. */
  @Override
  public boolean read(EventSink sink) {
    if (next == presentations) {
      return false;
    }
    long start = next * PRESENTATION_MILLIS * MICROS_PER_MILLI;
    String id = String.valueOf(next);
    sink.mark(EpisodeMark.start(start, id, LABELS.get(answer(next))));
    List<Spike> spikes = new ArrayList<>();
    show(0, 0, spikes);
    show(1, SECOND_MILLIS, spikes);
    spikes.sort(Comparator.comparingLong(Spike::micros).thenComparingInt(Spike::channel));
    spikes.forEach(spike -> sink.event(start + spike.micros(), spike.channel(), 1));
    sink.mark(EpisodeMark.end(start + PRESENTATION_MILLIS * MICROS_PER_MILLI, id));
    next++;
    return true;
  }

  @Override
  public void close() {
    next = presentations;
  }

  private record Spike(long micros, int channel) {}

  private int pattern(long presentation, int place) {
    return random.below(2, presentation, place, Draw.PATTERN.ordinal());
  }

  private void show(int place, double from, List<Spike> spikes) {
    int pattern = pattern(next, place);
    for (int s = 0; s < SPIKES; s++) {
      int channel = patterns.below(CHANNELS, pattern, s, Draw.CHANNEL.ordinal());
      double time = PATTERN_MILLIS * patterns.uniform(pattern, s, Draw.TIME.ordinal());
      int spike = 2 * s + place;
      double late = JITTER_MILLIS * random.normal(next, spike, Draw.JITTER.ordinal());
      double millis = from + Math.max(0, Math.min(PATTERN_MILLIS, time + late));
      spikes.add(new Spike((long) (millis * MICROS_PER_MILLI), channel));
    }
  }

  private enum Draw {
    PATTERN,
    CHANNEL,
    TIME,
    JITTER
  }
}
