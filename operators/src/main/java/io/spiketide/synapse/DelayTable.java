package io.spiketide.synapse;

import org.jspecify.annotations.Nullable;

/**
 * Delays of synapses in ticks: one for all, or one each in one or two bytes above the smallest.
 * Filled once, by whoever makes it, and not changed thereafter.
 */
final class DelayTable {
  private static final int MAX_SPREAD = 0xFFFF;
  private static final int MAX_BYTE = 0xFF;

  private final int min;
  private final int max;
  private final byte @Nullable [] bytes;
  private final short @Nullable [] shorts;

  /**
   * A table that has room for delays from min to max.
   *
   * @throws IllegalArgumentException if they are too far apart
   */
  DelayTable(int min, int max, int synapses) {
    int spread = max - min;
    if (spread > MAX_SPREAD) {
      throw new IllegalArgumentException(
          "delays from "
              + min
              + " to "
              + max
              + " ticks are more than "
              + MAX_SPREAD
              + " ticks apart; use a longer tick or two projections");
    }
    this.min = min;
    this.max = max;
    bytes = spread > 0 && spread <= MAX_BYTE ? new byte[synapses] : null;
    shorts = spread > MAX_BYTE ? new short[synapses] : null;
  }

  /** One delay for all synapses. */
  static DelayTable shared(int delay) {
    return new DelayTable(delay, delay, 0);
  }

  void set(int synapse, int delay) {
    if (bytes != null) {
      bytes[synapse] = (byte) (delay - min);
    } else if (shorts != null) {
      shorts[synapse] = (short) (delay - min);
    }
  }

  /** Ticks by which a synapse's delay is above the smallest one. */
  int beyondMin(int synapse) {
    if (bytes != null) {
      return bytes[synapse] & MAX_BYTE;
    }
    return shorts != null ? shorts[synapse] & MAX_SPREAD : 0;
  }

  /** What {@link #beyondMin} gives, as unsigned bytes; null if that is more than bytes hold. */
  byte @Nullable [] bytesBeyondMin() {
    return bytes;
  }

  int delay(int synapse) {
    return min + beyondMin(synapse);
  }

  boolean isShared() {
    return min == max;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  long bytes() {
    return (bytes != null ? bytes.length : 0) + (shorts != null ? 2L * shorts.length : 0);
  }
}
