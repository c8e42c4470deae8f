package io.spiketide.ingest;

import java.util.List;

/**
 * How the sensors of a gateway are read.
 *
 * @param shape the shape of each sensor
 * @param clock what is declared of their clocks
 * @param timing which time their events have
 * @param maxDelayMicros an event may come this much (µs) later than the quickest ones do
 * @param heartbeatMicros after so long without a packet (µs) a heartbeat is sent
 * @param waitMicros an event waits at most so long (µs) for others to share its packet
 */
public record LiveSettings(
    List<Integer> shape,
    ClockRules clock,
    Timing timing,
    long maxDelayMicros,
    long heartbeatMicros,
    long waitMicros) {
  public LiveSettings {
    shape = List.copyOf(shape);
    if (maxDelayMicros < 0) {
      throw new IllegalArgumentException("a delay of " + maxDelayMicros + " µs is below 0");
    }
    if (heartbeatMicros < 1 || waitMicros < 1) {
      throw new IllegalArgumentException("heartbeats and packets need times above 0 µs");
    }
    new EventPlaces(shape); // refuses shapes that no event lies in
  }

  /** An event waits 10 ms at most, heartbeats after 100 ms, delays of up to 200 ms. */
  public static LiveSettings of(List<Integer> shape, int stampBits, Timing timing) {
    return new LiveSettings(shape, ClockRules.of(stampBits), timing, 200_000, 100_000, 10_000);
  }
}
