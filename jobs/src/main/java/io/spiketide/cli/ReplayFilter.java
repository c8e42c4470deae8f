package io.spiketide.cli;

import java.util.HashMap;
import java.util.Map;

/**
 * Drops what a receiver has seen: after a failure a job repeats packets, byte for byte. Packets of
 * a channel are numbered without gaps, so those at or below the last number are repeats.
 * Single-threaded.
 */
final class ReplayFilter {
  private record Position(long epoch, long sequence) {}

  private final Map<String, Position> last = new HashMap<>();
  private long repeats;

  /**
   * Whether a packet is new.
   *
   * @param channel what the sequence is counted for, such as instance and readout
   */
  boolean isNew(String channel, long epoch, long sequence) {
    Position seen = last.get(channel);
    boolean repeat =
        seen != null && (epoch < seen.epoch || (epoch == seen.epoch && sequence <= seen.sequence));
    if (repeat) {
      repeats++;
      return false;
    }
    last.put(channel, new Position(epoch, sequence));
    return true;
  }

  /** Repeats dropped so far. */
  long repeats() {
    return repeats;
  }
}
