package io.spiketide.network;

import java.io.Serializable;

/**
 * How a network is laid out over the job.
 *
 * @param sliceTicks ticks that one spike packet covers, at least 1; boundaries are multiples of it
 */
public record Placement(int sliceTicks) implements Serializable {
  public Placement {
    if (sliceTicks < 1) {
      throw new IllegalArgumentException("placement: slice must be at least 1 tick");
    }
  }

  /** Slices of about 10 ms of event time. */
  public static Placement defaultFor(long tickMicros) {
    return new Placement((int) Math.max(1, 10_000 / tickMicros));
  }
}
