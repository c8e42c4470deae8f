package io.spiketide.network;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where sensor events enter: a shape of addresses and the encoders that make spikes of events.
 *
 * @param name unique among inputs and populations
 * @param shape addresses of the sensor, for example {@code [2, 34, 34]}
 * @param encoders spike encoders and their parameters, at least one; what one makes is what the
 *     next one takes
 * @param sources number of sources that each instance has on this input, at least 1; an instance
 *     starts when all have been heard
 * @param disorderMicros for sources that make no promise: an event may be at most this much older
 *     than the latest one seen, in µs; null if the packets carry frontiers
 * @param maxJumpMicros an event or frontier this much (µs) ahead of its channel is rejected, unless
 *     the next packet confirms the jump
 * @param signal says that it brings a learning signal, null for a sensor
 */
public record Input(
    String name,
    Shape shape,
    List<Settings> encoders,
    int sources,
    @Nullable Long disorderMicros,
    long maxJumpMicros,
    @Nullable Signal signal)
    implements Serializable {

  /** Default of {@code maxJumpMicros}: one hour. */
  public static final long DEFAULT_MAX_JUMP_MICROS = 3_600_000_000L;

  public Input {
    encoders = List.copyOf(encoders);
    if (encoders.isEmpty()) {
      throw new IllegalArgumentException("input " + name + ": there must be an encoder");
    }
    if (sources < 1) {
      throw new IllegalArgumentException("input " + name + ": sources must be at least 1");
    }
    if (maxJumpMicros < 1) {
      throw new IllegalArgumentException("input " + name + ": max_jump must be above 0");
    }
  }

  /** An input of a sensor with one encoder. */
  public Input(
      String name,
      Shape shape,
      Settings encoder,
      int sources,
      @Nullable Long disorderMicros,
      long maxJumpMicros) {
    this(name, shape, List.of(encoder), sources, disorderMicros, maxJumpMicros, null);
  }

  /** An input of one source that carries frontiers and passes events through. */
  public static Input events(String name, Shape shape) {
    return new Input(name, shape, Settings.of("events"), 1, null, DEFAULT_MAX_JUMP_MICROS);
  }
}
