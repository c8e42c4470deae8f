package io.spiketide.sensor;

import java.util.Arrays;

/**
 * Events over time in a few bins of one width, which doubles whenever the recording turns out to be
 * longer. Single-threaded.
 */
public final class TimeHistogram {
  private final long[] bins;
  private long width = 1;
  private long start;
  private boolean started;

  TimeHistogram(int bins) {
    this.bins = new long[bins];
  }

  void add(long micros) {
    if (!started) {
      started = true;
      start = micros;
    }
    long since = micros - start;
    if (since < 0) {
      return; // ran back before the first one; it is counted elsewhere
    }
    while (since / width >= bins.length) {
      fold();
    }
    bins[(int) (since / width)]++;
  }

  private void fold() {
    for (int i = 0; i < bins.length / 2; i++) {
      bins[i] = bins[2 * i] + bins[2 * i + 1];
    }
    Arrays.fill(bins, bins.length / 2, bins.length, 0);
    width *= 2;
  }

  /** Width of a bin in µs. */
  public long binMicros() {
    return width;
  }

  /** Time in µs at which the first bin starts. */
  public long startMicros() {
    return start;
  }

  /** Events per bin, as far as there are any. */
  public long[] bins() {
    int used = bins.length;
    while (used > 0 && bins[used - 1] == 0) {
      used--;
    }
    return Arrays.copyOf(bins, used);
  }
}
