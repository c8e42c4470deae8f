package io.spiketide.ingest;

import java.util.function.LongSupplier;

/**
 * The time of day in µs as it was when this was made, and counted on from there: steps of the
 * system's clock do not show.
 */
public final class HostClock implements LongSupplier {
  private static final long NANOS_PER_MICRO = 1_000;

  private final long startMicros = System.currentTimeMillis() * 1_000;
  private final long startNanos = System.nanoTime();

  /** µs since 1970. */
  @Override
  public long getAsLong() {
    return startMicros + (System.nanoTime() - startNanos) / NANOS_PER_MICRO;
  }
}
