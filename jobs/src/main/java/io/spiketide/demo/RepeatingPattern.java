package io.spiketide.demo;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.RecordingHeader;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * A pattern that repeats in noise: 2,000 afferents fire at random with rates that wander between 0
 * and 90 Hz, 10 Hz are added to each; half of them repeat the same 50 ms in a quarter of the time,
 * each spike about 1 ms early or late. Nothing but the repetition tells the pattern from the rest:
 * it was cut out of the same noise.
 *
 * <p>The times of the pattern are marked as episodes with the label {@code pattern}, for those who
 * want to judge; a network that learns need not look at them. Everything is a function of (seed,
 * name).
 *
 * <p>Source: Masquelier, Guyonneau and Thorpe (2008), PLoS ONE 3:e1377.
 */
public final class RepeatingPattern implements EventRecording {
  public static final int AFFERENTS = 2000;

  /** Length of the pattern in ms, and of the pieces of noise between. */
  public static final int PATTERN_MILLIS = 50;

  private static final int IN_PATTERN = AFFERENTS / 2;
  private static final long MICROS_PER_MILLI = 1_000;
  private static final double SECONDS = 1e-3;
  private static final double MAX_RATE = 90;
  private static final double MAX_SLOPE = 1_800;
  private static final double MAX_BEND = 360;
  private static final double BACKGROUND = 10;
  private static final double JITTER_MILLIS = 1;

  /** A third of the pieces that follow noise: a quarter of all, never two at once. */
  private static final double AFTER_NOISE = 1 / 3.0;

  private final long pieces;
  private final SplittableRandom random;
  private final double[] rate = new double[AFFERENTS];
  private final double[] slope = new double[AFFERENTS];
  private final int[] silent = new int[AFFERENTS];
  private final boolean[] fires = new boolean[PATTERN_MILLIS * AFFERENTS];
  private final boolean[] pattern;
  private long next;
  private boolean shown;

  /**
   * @param name chooses the noise and the pattern
   * @param pieces number of pieces of 50 ms
   */
  public RepeatingPattern(String name, long seed, long pieces) {
    this.pieces = pieces;
    random = new SplittableRandom(31 * seed + name.hashCode());
    Arrays.setAll(rate, i -> random.nextDouble() * MAX_RATE);
    noise(0);
    pattern = Arrays.copyOf(fires, fires.length);
  }

  @Override
  public RecordingHeader header() {
    return new RecordingHeader("repeating-pattern", List.of(AFFERENTS), OptionalLong.of(0), true);
  }

  /** Pushes one piece of noise or the pattern. */
  @Override
  public boolean read(EventSink sink) {
    if (next == pieces) {
      return false;
    }
    shown = !shown && random.nextDouble() < AFTER_NOISE;
    noise(shown ? IN_PATTERN : 0);
    if (shown) {
      repeat();
    }
    for (int i = 0; i < fires.length; i++) {
      fires[i] |= random.nextDouble() < BACKGROUND * SECONDS;
    }
    long start = next * PATTERN_MILLIS * MICROS_PER_MILLI;
    String id = String.valueOf(next);
    if (shown) {
      sink.mark(EpisodeMark.start(start, id, "pattern"));
    }
    for (int i = 0; i < fires.length; i++) {
      if (fires[i]) {
        sink.event(start + i / AFFERENTS * MICROS_PER_MILLI, i % AFFERENTS, 1);
      }
    }
    next++;
    if (shown) {
      sink.mark(EpisodeMark.end(next * PATTERN_MILLIS * MICROS_PER_MILLI, id));
    }
    return true;
  }

  /** Noise of all afferents from this one on; each fires once in 50 ms at least. */
  private void noise(int from) {
    Arrays.fill(fires, false);
    for (int t = 0; t < PATTERN_MILLIS; t++) {
      for (int i = 0; i < AFFERENTS; i++) {
        wander(i);
        silent[i]++;
        if (i >= from && (silent[i] > PATTERN_MILLIS || random.nextDouble() < rate[i] * SECONDS)) {
          fires[t * AFFERENTS + i] = true;
          silent[i] = 0;
        }
      }
    }
  }

  private void wander(int i) {
    double bend = (2 * random.nextDouble() - 1) * MAX_BEND;
    slope[i] = Math.max(-MAX_SLOPE, Math.min(MAX_SLOPE, slope[i] + bend));
    double moved = rate[i] + slope[i] * SECONDS;
    if (moved < 0 || moved > MAX_RATE) {
      slope[i] = 0;
    }
    rate[i] = Math.max(0, Math.min(MAX_RATE, moved));
  }

  private void repeat() {
    for (int t = 0; t < PATTERN_MILLIS; t++) {
      for (int i = 0; i < IN_PATTERN; i++) {
        if (pattern[t * AFFERENTS + i]) {
          long late = Math.round(JITTER_MILLIS * random.nextGaussian());
          int at = (int) Math.max(0, Math.min(PATTERN_MILLIS - 1, t + late));
          fires[at * AFFERENTS + i] = true;
          silent[i] = PATTERN_MILLIS - at;
        }
      }
    }
  }

  @Override
  public void close() {
    next = pieces;
  }
}
