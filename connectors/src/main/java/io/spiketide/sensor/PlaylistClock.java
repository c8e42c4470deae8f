package io.spiketide.sensor;

import java.util.OptionalLong;

/**
 * Where the recordings of a playlist lie on the clock.
 *
 * @param startMicros time in µs at which the first one begins; empty to keep the recordings' times
 * @param gapMicros pause in µs between two recordings
 * @param alignMicros every recording after the first begins at a multiple of this many µs; make it
 *     a multiple of the network's tick, so that each is cut into ticks alike
 */
public record PlaylistClock(OptionalLong startMicros, long gapMicros, long alignMicros) {
  public PlaylistClock {
    if (gapMicros < 0) {
      throw new IllegalArgumentException("gap of " + gapMicros + " µs is below 0");
    }
    if (alignMicros < 1) {
      throw new IllegalArgumentException("alignment to " + alignMicros + " µs is below 1 µs");
    }
  }

  /** The recordings' own times. */
  public static PlaylistClock asRecorded() {
    return new PlaylistClock(OptionalLong.empty(), 0, 1);
  }

  /** From a given time on, one right after another, each from a multiple of the alignment. */
  public static PlaylistClock from(long startMicros, long alignMicros) {
    return new PlaylistClock(OptionalLong.of(startMicros), 0, alignMicros);
  }

  /** The time in µs at which the recording after one that ends at a given time begins. */
  long after(long endMicros) {
    return -Math.floorDiv(-(endMicros + gapMicros), alignMicros) * alignMicros;
  }
}
