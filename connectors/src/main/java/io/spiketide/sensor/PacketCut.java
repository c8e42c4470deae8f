package io.spiketide.sensor;

/**
 * How a source is cut into packets.
 *
 * @param source name of the source
 * @param input name of the network's input; empty for its only input
 * @param epoch run of the producer; larger at each restart
 * @param maxEvents most events in a packet, at least 1
 * @param spanMicros longest event time that a packet covers in µs, 1 to {@link #MAX_SPAN_MICROS};
 *     packets end at multiples of it
 * @param disorderMicros an event may be at most this much (µs) older than the latest one before it
 */
public record PacketCut(
    String source, String input, long epoch, int maxEvents, long spanMicros, long disorderMicros) {
  /** Offsets within a packet are 32 bits of µs, either way: 35 minutes. */
  public static final long MAX_SPAN_MICROS = Integer.MAX_VALUE;

  private static final int DEFAULT_EVENTS = 1024;
  private static final long DEFAULT_SPAN_MICROS = 10_000;

  public PacketCut {
    if (maxEvents < 1) {
      throw new IllegalArgumentException("packets of " + maxEvents + " events; use 1 or more");
    }
    if (spanMicros < 1 || spanMicros > MAX_SPAN_MICROS) {
      throw new IllegalArgumentException(
          "packets of " + spanMicros + " µs; use 1 to " + MAX_SPAN_MICROS + " µs");
    }
    if (disorderMicros < 0) {
      throw new IllegalArgumentException("disorder of " + disorderMicros + " µs is below 0");
    }
  }

  /** At most 1024 events or 10 ms a packet, events in order. */
  public static PacketCut of(String source, long epoch) {
    return new PacketCut(source, "", epoch, DEFAULT_EVENTS, DEFAULT_SPAN_MICROS, 0);
  }

  public PacketCut withMaxEvents(int events) {
    return new PacketCut(source, input, epoch, events, spanMicros, disorderMicros);
  }

  public PacketCut withSpanMicros(long micros) {
    return new PacketCut(source, input, epoch, maxEvents, micros, disorderMicros);
  }

  public PacketCut withDisorderMicros(long micros) {
    return new PacketCut(source, input, epoch, maxEvents, spanMicros, micros);
  }

  public PacketCut named(String name) {
    return new PacketCut(name, input, epoch, maxEvents, spanMicros, disorderMicros);
  }

  public PacketCut forInput(String name) {
    return new PacketCut(source, name, epoch, maxEvents, spanMicros, disorderMicros);
  }
}
